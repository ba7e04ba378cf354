package dev.modelservice.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import io.grpc.CallOptions;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Streams, health, and a client that knows nothing but what reflection tells it. */
final class GrpcStreamsIT {

    private static final String SERVICE = "inference.GRPCInferenceService";

    private static RuntimeProcess runtime;
    private static GrpcClient client;

    @BeforeAll
    static void start() throws IOException {
        runtime = RuntimeProcess.ready(Recorded.denseModel(), Map.of("modelservice.runtime.model-name", "dense"));
        client = new GrpcClient(runtime);
    }

    @AfterAll
    static void stop() throws IOException {
        client.close();
        runtime.close();
    }

    @Test
    void aStreamIsAnsweredInOrderAndOutlivesAnError() throws Exception {
        FileDescriptor file = reflectedFile();
        Answers answers = new Answers();
        StreamObserver<DynamicMessage> stream = ClientCalls.asyncBidiStreamingCall(
                client.channel()
                        .newCall(
                                method(file, "ModelStreamInfer", MethodDescriptor.MethodType.BIDI_STREAMING),
                                CallOptions.DEFAULT),
                answers);
        for (int i = 0; i < 300; i++) {
            stream.onNext(request(file, Integer.toString(i), i == 7 ? 3 : 100));
        }
        stream.onCompleted();

        List<DynamicMessage> received = answers.all();

        assertThat(received).hasSize(300);
        for (int i = 0; i < 300; i++) {
            DynamicMessage answer = (DynamicMessage) get(received.get(i), "infer_response");
            assertThat(get(answer, "id")).isEqualTo(i == 7 ? "" : Integer.toString(i));
            assertThat(get(received.get(i), "error_message"))
                    .isEqualTo(i == 7 ? "input 'x': expected shape [-1,100] (-1: any size), got [1,3]" : "");
        }
    }

    @Test
    void statisticsAndTheIndexAreThere() throws Exception {
        FileDescriptor file = reflectedFile();
        call(file, "ModelInfer", request(file, "", 100));

        DynamicMessage statistics = call(
                file,
                "ModelStatistics",
                DynamicMessage.newBuilder(file.findMessageTypeByName("ModelStatisticsRequest"))
                        .build());
        DynamicMessage index = call(
                file,
                "RepositoryIndex",
                DynamicMessage.newBuilder(file.findMessageTypeByName("RepositoryIndexRequest"))
                        .build());

        DynamicMessage model = (DynamicMessage) first(statistics, "model_stats");
        assertThat(get(model, "name")).isEqualTo("dense");
        assertThat((long) get(model, "inference_count")).isPositive();
        assertThat((long) get(model, "execution_count")).isPositive();
        assertThat((long) get(model, "last_inference")).isGreaterThan(1_700_000_000_000L);
        DynamicMessage success = (DynamicMessage) get((DynamicMessage) get(model, "inference_stats"), "success");
        assertThat((long) get(success, "count")).isPositive();
        assertThat((long) get(success, "ns")).isPositive();
        assertThat(get((DynamicMessage) first(model, "batch_stats"), "batch_size"))
                .isEqualTo(1L);
        DynamicMessage entry = (DynamicMessage) first(index, "models");
        assertThat(get(entry, "name") + " " + get(entry, "version") + " " + get(entry, "state"))
                .isEqualTo("dense 1 READY");
    }

    @Test
    void whatIsNotHereIsUnimplementedInWords() throws Exception {
        FileDescriptor file = reflectedFile();
        MethodDescriptor<DynamicMessage, DynamicMessage> load =
                method(file, "ServerLive", MethodDescriptor.MethodType.UNARY).toBuilder()
                        .setFullMethodName(SERVICE + "/RepositoryModelLoad")
                        .build();

        Status status = GrpcClient.failure(() -> ClientCalls.blockingUnaryCall(
                client.channel(),
                load,
                CallOptions.DEFAULT,
                DynamicMessage.getDefaultInstance(file.findMessageTypeByName("ServerLiveRequest"))));

        assertThat(status.getCode()).isEqualTo(Status.Code.UNIMPLEMENTED);
        assertThat(status.getDescription()).startsWith("one process of this server serves one model");
    }

    @Test
    void healthIsToldToProbes() {
        HealthGrpc.HealthBlockingStub health = HealthGrpc.newBlockingStub(client.channel());

        for (String service : new String[] {"", SERVICE}) {
            assertThat(health.check(HealthCheckRequest.newBuilder()
                                    .setService(service)
                                    .build())
                            .getStatus())
                    .isEqualTo(ServingStatus.SERVING);
        }
        assertThat(GrpcClient.failure(() -> health.check(HealthCheckRequest.newBuilder()
                                .setService("other")
                                .build()))
                        .getCode())
                .isEqualTo(Status.Code.NOT_FOUND);
        assertThat(health.watch(HealthCheckRequest.newBuilder()
                                .setService("other")
                                .build())
                        .next()
                        .getStatus())
                .isEqualTo(ServingStatus.SERVICE_UNKNOWN);
        assertThat(health.watch(HealthCheckRequest.getDefaultInstance()).next().getStatus())
                .isEqualTo(ServingStatus.SERVING);
    }

    @Test
    void reflectionTellsEveryService() throws Exception {
        List<String> services = reflect(
                        ServerReflectionRequest.newBuilder().setListServices("").build())
                .getListServicesResponse()
                .getServiceList()
                .stream()
                .map(ServiceResponse::getName)
                .toList();

        assertThat(services)
                .containsExactly(
                        "grpc.health.v1.Health",
                        "grpc.reflection.v1.ServerReflection",
                        "grpc.reflection.v1alpha.ServerReflection",
                        SERVICE);
        assertThat(reflect(ServerReflectionRequest.newBuilder()
                                .setFileByFilename("nothing.proto")
                                .build())
                        .getErrorResponse()
                        .getErrorMessage())
                .isEqualTo("there is no 'nothing.proto' here");
        for (String symbol : new String[] {SERVICE + ".ModelInfer", "inference.ModelInferRequest.InferInputTensor"}) {
            assertThat(reflect(ServerReflectionRequest.newBuilder()
                                    .setFileContainingSymbol(symbol)
                                    .build())
                            .hasFileDescriptorResponse())
                    .isTrue();
        }
    }

    private static ServerReflectionResponse reflect(ServerReflectionRequest request) throws Exception {
        BlockingQueue<ServerReflectionResponse> responses = new LinkedBlockingQueue<>();
        StreamObserver<ServerReflectionRequest> stream = ServerReflectionGrpc.newStub(client.channel())
                .serverReflectionInfo(new StreamObserver<>() {
                    @Override
                    public void onNext(ServerReflectionResponse response) {
                        responses.add(response);
                    }

                    @Override
                    public void onError(Throwable problem) {}

                    @Override
                    public void onCompleted() {}
                });
        stream.onNext(request);
        ServerReflectionResponse response = responses.poll(30, TimeUnit.SECONDS);
        stream.onCompleted();
        assertThat(response).isNotNull();
        return response;
    }

    private static FileDescriptor reflectedFile() throws Exception {
        ByteString file = reflect(ServerReflectionRequest.newBuilder()
                        .setFileContainingSymbol(SERVICE)
                        .build())
                .getFileDescriptorResponse()
                .getFileDescriptorProto(0);
        return FileDescriptor.buildFrom(FileDescriptorProto.parseFrom(file), new FileDescriptor[0]);
    }

    private static DynamicMessage call(FileDescriptor file, String name, DynamicMessage request) {
        return ClientCalls.blockingUnaryCall(
                client.channel(), method(file, name, MethodDescriptor.MethodType.UNARY), CallOptions.DEFAULT, request);
    }

    private static MethodDescriptor<DynamicMessage, DynamicMessage> method(
            FileDescriptor file, String name, MethodDescriptor.MethodType type) {
        var method = file.findServiceByName("GRPCInferenceService").findMethodByName(name);
        return MethodDescriptor.newBuilder(
                        ProtoUtils.marshaller(DynamicMessage.getDefaultInstance(method.getInputType())),
                        ProtoUtils.marshaller(DynamicMessage.getDefaultInstance(method.getOutputType())))
                .setType(type)
                .setFullMethodName(SERVICE + "/" + name)
                .build();
    }

    private static DynamicMessage request(FileDescriptor file, String id, int width) {
        Descriptor type = file.findMessageTypeByName("ModelInferRequest");
        Descriptor inputType = type.findNestedTypeByName("InferInputTensor");
        DynamicMessage input = DynamicMessage.newBuilder(inputType)
                .setField(inputType.findFieldByName("name"), "x")
                .setField(inputType.findFieldByName("datatype"), "FP32")
                .setField(inputType.findFieldByName("shape"), List.of(1L, (long) width))
                .build();
        return DynamicMessage.newBuilder(type)
                .setField(type.findFieldByName("model_name"), "dense")
                .setField(type.findFieldByName("id"), id)
                .addRepeatedField(type.findFieldByName("inputs"), input)
                .addRepeatedField(type.findFieldByName("raw_input_contents"), ByteString.copyFrom(new byte[4 * width]))
                .build();
    }

    private static Object get(DynamicMessage message, String field) {
        return message.getField(message.getDescriptorForType().findFieldByName(field));
    }

    private static Object first(DynamicMessage message, String field) {
        return message.getRepeatedField(message.getDescriptorForType().findFieldByName(field), 0);
    }

    /** What a stream gives until it ends. */
    private static final class Answers implements StreamObserver<DynamicMessage> {

        private final List<DynamicMessage> received = new ArrayList<>();
        private final BlockingQueue<Status> end = new LinkedBlockingQueue<>();

        @Override
        public synchronized void onNext(DynamicMessage message) {
            received.add(message);
        }

        @Override
        public void onError(Throwable problem) {
            end.add(Status.fromThrowable(problem));
        }

        @Override
        public void onCompleted() {
            end.add(Status.OK);
        }

        List<DynamicMessage> all() throws InterruptedException {
            assertThat(end.poll(60, TimeUnit.SECONDS)).isEqualTo(Status.OK);
            synchronized (this) {
                return List.copyOf(received);
            }
        }
    }
}
