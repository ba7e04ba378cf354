package dev.modelservice.e2e.gateway;

import inference.GRPCInferenceServiceGrpc.GRPCInferenceServiceImplBase;
import inference.GrpcPredictV2.ModelInferRequest;
import inference.GrpcPredictV2.ModelInferResponse;
import inference.GrpcPredictV2.ServerLiveRequest;
import inference.GrpcPredictV2.ServerLiveResponse;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** A small server of V2's gRPC; what it does is in the model's name that it is asked for. */
public final class GrpcBackend implements AutoCloseable {

    private final AtomicInteger cancelled = new AtomicInteger();
    private final Server server;

    private GrpcBackend() {
        this.server = NettyServerBuilder.forPort(0).addService(new Service()).build();
    }

    public static GrpcBackend start() throws IOException {
        GrpcBackend backend = new GrpcBackend();
        backend.server.start();
        return backend;
    }

    public int port() {
        return server.getPort();
    }

    /** Calls whose client went away. */
    public int cancelled() {
        return cancelled.get();
    }

    @Override
    public void close() {
        server.shutdownNow();
    }

    private final class Service extends GRPCInferenceServiceImplBase {

        @Override
        public void serverLive(ServerLiveRequest request, StreamObserver<ServerLiveResponse> answer) {
            answer.onNext(ServerLiveResponse.newBuilder().setLive(true).build());
            answer.onCompleted();
        }

        @Override
        public void modelInfer(ModelInferRequest request, StreamObserver<ModelInferResponse> answer) {
            switch (request.getModelName()) {
                case "refuse" -> answer.onError(Status.INVALID_ARGUMENT
                        .withDescription("no such: \u00fc %")
                        .asRuntimeException());
                case "never" -> ((ServerCallStreamObserver<ModelInferResponse>) answer)
                        .setOnCancelHandler(cancelled::incrementAndGet);
                default -> {
                    answer.onNext(ModelInferResponse.newBuilder()
                            .setModelName(request.getModelName())
                            .setId(request.getId())
                            .build());
                    answer.onCompleted();
                }
            }
        }
    }
}
