package dev.modelservice.e2e.gateway;

import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/** Clients that ask again as soon as they are answered. */
public final class Flow {

    private final Client client;
    private final String host;
    private final String uri;
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger answers = new AtomicInteger();
    private final AtomicInteger running = new AtomicInteger();
    private volatile boolean stopped;

    private Flow(Client client, String host, String uri) {
        this.client = client;
        this.host = host;
        this.uri = uri;
    }

    public static Flow start(Client client, int clients, String host, String uri) {
        Flow flow = new Flow(client, host, uri);
        for (int i = 0; i < clients; i++) {
            flow.running.incrementAndGet();
            flow.next();
        }
        return flow;
    }

    private void next() {
        if (stopped) {
            running.decrementAndGet();
            return;
        }
        client.send(HttpMethod.GET, host, uri, Map.of(), null).onComplete(result -> {
            if (result.failed()) {
                failures.add(result.cause().toString());
            } else if (result.result().status() != 200) {
                failures.add(result.result().status() + " " + result.result().body());
            }
            answers.incrementAndGet();
            next();
        });
    }

    /** Waits for so many answers more. */
    public void awaitAnswers(int more) {
        int wanted = answers.get() + more;
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> answers.get() >= wanted);
    }

    /** Goes on for so long. */
    public void awaitFor(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        Awaitility.await().atMost(time.plusSeconds(10)).until(() -> System.nanoTime() > end);
    }

    public int answers() {
        return answers.get();
    }

    /** Ends it, and tells what failed. */
    public List<String> stop() {
        stopped = true;
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> running.get() == 0);
        return List.copyOf(failures);
    }
}
