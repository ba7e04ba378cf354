package dev.modelservice.e2e.actors;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A few users who ask again and again, half of them over one kept connection and half over a new one each time, and
 * remember every failure. At most a fixed number of requests, all to an address of the test's own cluster.
 */
public final class Traffic implements AutoCloseable {
    private static final int USERS = 4;
    private static final int MOST_REQUESTS = 500_000;

    private final HttpRequest request;
    private final AtomicBoolean open = new AtomicBoolean(true);
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    private final ExecutorService users = Executors.newVirtualThreadPerTaskExecutor();

    /** Nobody asks yet: each of them will post the body to the address. */
    public Traffic(String address, String body) {
        request = HttpRequest.newBuilder(URI.create(address))
                .version(HttpClient.Version.HTTP_1_1)
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    /** One request ahead of all others: the way in takes a moment to open. */
    public int knock() throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
        }
    }

    /** From now on everybody asks. */
    public void flow() {
        for (int user = 0; user < USERS; user++) {
            var keepsConnection = user % 2 == 0;
            users.execute(() -> ask(keepsConnection));
        }
    }

    /** How many answers were as they should be. */
    public int answered() {
        return answered.get();
    }

    /** What went wrong, one line each. */
    public List<String> failures() {
        return List.copyOf(failures);
    }

    @Override
    public void close() {
        open.set(false);
        users.close();
    }

    private void ask(boolean keepsConnection) {
        var client = HttpClient.newHttpClient();
        while (open.get() && sent.incrementAndGet() <= MOST_REQUESTS) {
            once(client);
            if (!keepsConnection) {
                client.close();
                client = HttpClient.newHttpClient();
            }
        }
        client.close();
    }

    private void once(HttpClient client) {
        try {
            var response = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() == 200) {
                answered.incrementAndGet();
            } else {
                failures.add(response.statusCode() + ": " + response.body());
            }
        } catch (IOException e) {
            failures.add(e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            open.set(false);
        }
    }
}
