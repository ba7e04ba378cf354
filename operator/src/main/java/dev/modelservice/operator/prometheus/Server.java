package dev.modelservice.operator.prometheus;

import dev.modelservice.operator.analysis.QueryResult;
import dev.modelservice.operator.analysis.QueryResult.Missing;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Brings a question to its server. */
final class Server implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final int SECONDS = 5;
    private static final int MOST_BYTES = 1 << 20;

    private final Semaphore places;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .executor(task -> Thread.ofVirtual().name("prometheus-client").start(task))
            .build();

    Server(int atMost) {
        this.places = new Semaphore(atMost, true);
    }

    /** Waits for a place, and then for the answer, but not longer than five seconds. */
    QueryResult ask(Question question) {
        try {
            places.acquire();
            try {
                return send(question);
            } finally {
                places.release();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Missing("the operator is stopping");
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private QueryResult send(Question question) throws InterruptedException {
        HttpRequest request;
        try {
            request = HttpRequest.newBuilder(question.uri()).build();
        } catch (IllegalArgumentException _) {
            return new Missing("prometheus.address is no address; write http://HOST:PORT");
        }
        var answer = client.sendAsync(
                request, BodyHandlers.limiting(BodyHandlers.ofString(StandardCharsets.UTF_8), MOST_BYTES));
        try {
            HttpResponse<String> response = answer.get(SECONDS, TimeUnit.SECONDS);
            return Answer.read(response.statusCode(), response.body());
        } catch (TimeoutException _) {
            answer.cancel(true);
            return unreachable(question, "no answer within %d seconds".formatted(SECONDS));
        } catch (ExecutionException e) {
            return unreachable(question, String.valueOf(e.getCause()));
        }
    }

    private static QueryResult unreachable(Question question, String why) {
        return new Missing("Prometheus at %s is not reached: %s; check prometheus.address and that it runs"
                .formatted(question.address(), why));
    }
}
