package dev.modelservice.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The end of a process, and a start that fails. */
final class LifecycleIT {

    private static final int CLIENTS = 8;
    private static final int BEFORE_SIGTERM = 100;
    private static final int WAITING = 5;
    private static final String LONG_TEXT = "all work and no play makes for a dull and very long sentence ".repeat(20);

    /**
     * Clients send as fast as they can; one asks the process to stop and they go on until it says that it is not ready, as
     * requests do in a cluster until the endpoint is gone. Every one of them is answered.
     */
    @Test
    void everyAcceptedRequestIsAnsweredAndTheProcessEndsWithZero() throws IOException, InterruptedException {
        String request =
                new JsonObject().put("x_test", Recorded.dense().array("inputs")).encode();
        try (RuntimeProcess runtime = RuntimeProcess.ready(
                Recorded.denseModel(), Map.of("modelservice.runtime.drain-quiet-millis", "3000"))) {
            AtomicBoolean stop = new AtomicBoolean();
            CountDownLatch warm = new CountDownLatch(BEFORE_SIGTERM);
            List<Integer> statuses = Collections.synchronizedList(new ArrayList<>());
            List<Throwable> lost = Collections.synchronizedList(new ArrayList<>());
            List<Thread> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(Thread.ofPlatform().start(() -> {
                    while (!stop.get()) {
                        try {
                            statuses.add(runtime.post("/predict", request).statusCode());
                        } catch (RuntimeException e) {
                            lost.add(e);
                        }
                        warm.countDown();
                    }
                }));
            }
            assertThat(warm.await(60, TimeUnit.SECONDS)).isTrue();

            runtime.sigterm();
            int answeredBefore = statuses.size();
            awaitNotReady(runtime);
            while (statuses.size() < answeredBefore + BEFORE_SIGTERM && lost.isEmpty()) {
                Thread.onSpinWait();
            }
            stop.set(true);
            for (Thread client : clients) {
                client.join();
            }

            assertThat(lost).as("requests that were not answered").isEmpty();
            assertThat(statuses).containsOnly(200);
            assertThat(runtime.exitCode()).isZero();
            assertThat(runtime.log()).doesNotContain("did not end within");
        }
    }

    /** The management port is open until the end, so this sees the change and not the end. */
    private static void awaitNotReady(RuntimeProcess runtime) {
        while (runtime.health("/q/health/ready").statusCode() != 503) {
            Thread.onSpinWait();
        }
        assertThat(runtime.get("/v2/health/ready").statusCode()).isEqualTo(503);
        assertThat(runtime.health("/q/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void aLongInferenceIsFinishedAndOneTooManyIsSentAway() throws Exception {
        Map<String, String> oneAtATime = Map.of(
                "modelservice.runtime.max-concurrency", "1",
                "modelservice.runtime.max-queue", "0",
                "modelservice.runtime.drain-quiet-millis", "100");
        try (RuntimeProcess runtime = RuntimeProcess.ready(Recorded.unpackedModel("minilm-int8"), oneAtATime)) {
            CompletableFuture<HttpResponse<String>> slow = runtime.postAsync("/predict", texts(200));
            while (runtime.metric("modelservice_runtime_in_flight") < 1) {
                Thread.onSpinWait();
            }

            HttpResponse<String> refused = runtime.post("/predict", texts(1));

            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("Retry-After")).contains("1");
            assertThat(refused.body()).contains("1 requests are at work and 0 wait");
            assertThat(slow).as("the first one is still at work").isNotDone();
            runtime.sigterm();
            assertThat(slow.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
            assertThat(runtime.exitCode()).isZero();
        }
    }

    @Test
    void whatWaitsForItsTurnIsAnsweredToo() throws Exception {
        Map<String, String> oneAtATime = Map.of(
                "modelservice.runtime.max-concurrency", "1",
                "modelservice.runtime.drain-seconds", "60",
                "modelservice.runtime.drain-quiet-millis", "0");
        try (RuntimeProcess runtime = RuntimeProcess.ready(Recorded.unpackedModel("minilm-int8"), oneAtATime)) {
            List<CompletableFuture<HttpResponse<String>>> requests = IntStream.range(0, WAITING + 1)
                    .mapToObj(_ -> runtime.postAsync("/predict", texts(15)))
                    .toList();
            while (runtime.metric("modelservice_runtime_queue_length") < WAITING) {
                Thread.onSpinWait();
            }

            runtime.sigterm();

            for (CompletableFuture<HttpResponse<String>> request : requests) {
                assertThat(request.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
            }
            assertThat(runtime.exitCode()).isZero();
        }
    }

    @Test
    void aModelThatCannotBeLoadedEndsTheProcessWithTheReason(@TempDir Path folder)
            throws IOException, InterruptedException {
        Files.writeString(folder.resolve("model.onnx"), "this is no model");

        try (RuntimeProcess runtime = RuntimeProcess.start(folder, Map.of())) {
            assertThat(runtime.exitCode()).isOne();
            JsonObject log = runtime.terminationLog();
            assertThat(log.getString("reason")).isEqualTo("ModelInvalid");
            assertThat(log.getString("message"))
                    .startsWith(folder.resolve("model.onnx") + " is no ONNX model, or only a part of one; expected");
            assertThat(runtime.log()).contains(" is no ONNX model, or only a part of one; expected");
        }
    }

    private static String texts(int count) {
        return new JsonObject()
                .put("x_test", new JsonArray(Collections.nCopies(count, LONG_TEXT)))
                .encode();
    }
}
