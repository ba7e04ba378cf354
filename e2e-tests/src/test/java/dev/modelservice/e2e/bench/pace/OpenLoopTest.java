package dev.modelservice.e2e.bench.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OpenLoopTest {
    private static final List<byte[]> QUESTION = List.of(new Question("model", "/", "{}").bytes());

    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch never = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void everyQuestionIsAskedOnce() {
        answer(200, Duration.ZERO);

        var sample = OpenLoop.ask(port(), QUESTION, 200, 4, Duration.ofSeconds(1));

        assertThat(sample.requests()).isEqualTo(200);
        assertThat(asked).hasValue(200);
    }

    @Test
    void waitingForAFreeConnectionCounts() {
        // One connection that is free again every 20 ms, and a question due every 10 ms: the last waits for about 490
        // ms.
        answer(200, Duration.ofMillis(20));

        var sample = OpenLoop.ask(port(), QUESTION, 100, 1, Duration.ofMillis(500));

        assertThat(sample.p99Millis()).isGreaterThan(450);
    }

    @Test
    void aRefusalEndsTheLoop() {
        answer(503, Duration.ZERO);

        assertThatThrownBy(() -> OpenLoop.ask(port(), QUESTION, 100, 2, Duration.ofMillis(200)))
                .hasMessageContaining("503");
    }

    private int port() {
        return server.getAddress().getPort();
    }

    private void answer(int status, Duration after) {
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.getRequestBody().readAllBytes();
            try {
                boolean over = never.await(after.toMillis(), TimeUnit.MILLISECONDS);
                assertThat(over).isFalse();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.sendResponseHeaders(status, 2);
            try (var body = exchange.getResponseBody()) {
                body.write(new byte[2]);
            }
        });
    }
}
