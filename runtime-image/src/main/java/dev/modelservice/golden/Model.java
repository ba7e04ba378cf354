package dev.modelservice.golden;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks the model. Where nobody answers yet, it asks again for a while; every other answer is the model's. */
final class Model implements AutoCloseable {

    private static final String REVISION = "modelservice-revision";
    private static final int UNAVAILABLE = 503;
    private static final int NOT_FOUND = 404;
    private static final int MOST_BYTES = 16 << 20;
    private static final long PAUSE_MILLIS = 500;
    private static final long ANSWER_SECONDS = 30;

    private final GoldenOrder order;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    Model(GoldenOrder order) {
        this.order = order;
    }

    /** What the answer to a case is worth. */
    Score ask(Case asked) throws GoldenException, InterruptedException {
        long until = System.nanoTime() + order.patience().toNanos();
        while (true) {
            String nobody;
            try {
                HttpResponse<byte[]> answer = send(asked.request());
                if (!isOfNobody(answer)) {
                    return score(asked, answer);
                }
                nobody = "HTTP " + answer.statusCode();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof ConnectException)) {
                    return Score.none("the answer broke off: " + e.getCause());
                }
                nobody = "no connection";
            } catch (TimeoutException _) {
                return Score.none("no answer within %d seconds".formatted(ANSWER_SECONDS));
            }
            if (System.nanoTime() >= until) {
                throw unreachable("%s for %d seconds; wait until the revision is ready"
                        .formatted(nobody, order.patience().toSeconds()));
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private HttpResponse<byte[]> send(byte[] body) throws InterruptedException, ExecutionException, TimeoutException {
        HttpRequest.Builder request = HttpRequest.newBuilder(order.url())
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        order.revision().ifPresent(revision -> request.header(REVISION, revision));
        var answer = client.sendAsync(
                request.build(),
                HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), MOST_BYTES));
        try {
            return answer.get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw e;
        }
    }

    // A gateway that has not heard of the revision yet says 404, and does not name it.
    private boolean isOfNobody(HttpResponse<byte[]> answer) {
        return answer.statusCode() == UNAVAILABLE
                || (answer.statusCode() == NOT_FOUND
                        && order.revision().isPresent()
                        && answer.headers().firstValue(REVISION).isEmpty());
    }

    private Score score(Case asked, HttpResponse<byte[]> answer) throws GoldenException {
        String by = answer.headers().firstValue(REVISION).orElse("");
        if (order.revision().isPresent()
                && !by.isEmpty()
                && !by.equals(order.revision().get())) {
            throw unreachable("revision %s answered, not %s"
                    .formatted(by, order.revision().get()));
        }
        if (answer.statusCode() != 200) {
            return Score.none("HTTP " + answer.statusCode());
        }
        try {
            return Score.of(asked.expected(), Tensor.outputs(JsonValues.read(answer.body())), order.comparison());
        } catch (IOException _) {
            return Score.none("the answer is no JSON");
        }
    }

    private GoldenException unreachable(String why) {
        return new GoldenException(
                Reason.GoldenUnreachable, "the model at %s cannot be asked: %s".formatted(order.url(), why));
    }
}
