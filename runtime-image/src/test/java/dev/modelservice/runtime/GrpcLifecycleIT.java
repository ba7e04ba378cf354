package dev.modelservice.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.protobuf.ByteString;
import inference.GRPCInferenceServiceGrpc;
import inference.GrpcPredictV2.ModelInferRequest;
import inference.GrpcPredictV2.ModelInferResponse;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What becomes of calls when the process stops, is full, or nobody waits for them. */
final class GrpcLifecycleIT {

    private static final int CLIENTS = 8;
    private static final int BEFORE_SIGTERM = 100;
    private static final String LONG_TEXT = "all work and no play makes for a dull and very long sentence ".repeat(20);
    private static final Map<String, String> ONE_AT_A_TIME = Map.of(
            "modelservice.runtime.max-concurrency", "1",
            "modelservice.runtime.max-batch-rows", "1",
            "modelservice.runtime.drain-quiet-millis", "100");

    /** As over HTTP: clients go on after the SIGTERM for a moment, and each of their calls is answered. */
    @Test
    void everyCallIsAnsweredAndTheProcessEndsWithZero() throws Exception {
        try (RuntimeProcess runtime = RuntimeProcess.ready(
                        Recorded.denseModel(), Map.of("modelservice.runtime.drain-quiet-millis", "3000"));
                GrpcClient client = new GrpcClient(runtime)) {
            ModelInferRequest request = dense();
            Iterator<HealthCheckResponse> health =
                    HealthGrpc.newBlockingStub(client.channel()).watch(HealthCheckRequest.getDefaultInstance());
            assertThat(health.next().getStatus()).isEqualTo(ServingStatus.SERVING);
            AtomicBoolean stop = new AtomicBoolean();
            AtomicInteger answered = new AtomicInteger();
            CountDownLatch warm = new CountDownLatch(BEFORE_SIGTERM);
            List<Throwable> lost = Collections.synchronizedList(new ArrayList<>());
            List<Thread> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(Thread.ofPlatform().start(() -> {
                    while (!stop.get()) {
                        try {
                            assertThat(client.calls().modelInfer(request).getOutputsCount())
                                    .isOne();
                            answered.incrementAndGet();
                        } catch (StatusRuntimeException | AssertionError e) {
                            lost.add(e);
                        }
                        warm.countDown();
                    }
                }));
            }
            assertThat(warm.await(60, TimeUnit.SECONDS)).isTrue();

            runtime.sigterm();
            assertThat(health.next().getStatus()).isEqualTo(ServingStatus.NOT_SERVING);
            int before = answered.get();
            while (answered.get() < before + BEFORE_SIGTERM && lost.isEmpty()) {
                Thread.onSpinWait();
            }
            stop.set(true);
            for (Thread thread : clients) {
                thread.join();
            }

            assertThat(lost).as("calls that were not answered").isEmpty();
            assertThat(runtime.exitCode()).isZero();
            assertThat(runtime.log()).doesNotContain("did not end within");
        }
    }

    @Test
    void oneCallTooManyIsSentAwayAndALongOneIsFinished() throws Exception {
        Map<String, String> noQueue = Map.of(
                "modelservice.runtime.max-concurrency", "1",
                "modelservice.runtime.max-queue", "0",
                "modelservice.runtime.drain-quiet-millis", "100");
        try (RuntimeProcess runtime = RuntimeProcess.ready(Recorded.unpackedModel("minilm-int8"), noQueue);
                GrpcClient client = new GrpcClient(runtime)) {
            ListenableFuture<ModelInferResponse> slow = start(client, 200);
            awaitAtWork(runtime);

            Status refused = GrpcClient.failure(() -> client.calls().modelInfer(texts(1)));

            assertThat(refused.getCode()).isEqualTo(Status.Code.UNAVAILABLE);
            assertThat(refused.getDescription()).startsWith("1 requests are at work and 0 wait");
            assertThat(slow).as("the first one is still at work").isNotDone();
            runtime.sigterm();
            assertThat(slow.get(60, TimeUnit.SECONDS).getOutputs(0).getShape(0)).isEqualTo(200);
            assertThat(runtime.exitCode()).isZero();
        }
    }

    @Test
    void whoseDeadlinePassesAndWhoCancelsIsNotRun() throws Exception {
        try (RuntimeProcess runtime = RuntimeProcess.ready(Recorded.unpackedModel("minilm-int8"), ONE_AT_A_TIME);
                GrpcClient client = new GrpcClient(runtime)) {
            ListenableFuture<ModelInferResponse> slow = start(client, 200);
            awaitAtWork(runtime);
            ListenableFuture<ModelInferResponse> given = start(client, 1);
            while (runtime.metric("modelservice_runtime_queue_length") < 1) {
                Thread.onSpinWait();
            }

            assertThat(given.cancel(true)).isTrue();
            Status late = GrpcClient.failure(() ->
                    client.calls().withDeadlineAfter(50, TimeUnit.MILLISECONDS).modelInfer(texts(1)));

            assertThat(late.getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
            assertThat(slow).as("the first one is still at work").isNotDone();
            while (runtime.metric("modelservice_runtime_queue_length") > 0) {
                Thread.onSpinWait();
            }
            assertThat(slow.get(60, TimeUnit.SECONDS).getOutputs(0).getShape(0)).isEqualTo(200);
            // The first one only: neither of the two that nobody waits for.
            assertThat(runtime.get("/v2/models/model/stats").body()).contains("\"execution_count\":1,");
        }
    }

    private static void awaitAtWork(RuntimeProcess runtime) {
        while (runtime.metric("modelservice_runtime_in_flight") < 1) {
            Thread.onSpinWait();
        }
    }

    private static ListenableFuture<ModelInferResponse> start(GrpcClient client, int texts) {
        return GRPCInferenceServiceGrpc.newFutureStub(client.channel()).modelInfer(texts(texts));
    }

    private static ModelInferRequest texts(int count) {
        ModelInferRequest.Builder request = ModelInferRequest.newBuilder().setModelName("model");
        request.addInputsBuilder()
                .setName("text")
                .setDatatype("BYTES")
                .addShape(count)
                .getContentsBuilder()
                .addAllBytesContents(Collections.nCopies(count, ByteString.copyFromUtf8(LONG_TEXT)));
        return request.build();
    }

    private static ModelInferRequest dense() {
        ModelInferRequest.Builder request = ModelInferRequest.newBuilder().setModelName("model");
        request.addInputsBuilder().setName("x").setDatatype("FP32").addShape(1).addShape(100);
        return request.addRawInputContents(ByteString.copyFrom(new byte[400])).build();
    }
}
