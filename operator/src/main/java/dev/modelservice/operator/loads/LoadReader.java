package dev.modelservice.operator.loads;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Keeps one connection to each gateway pod, over which the pod tells its counts for as long as both are there. */
public final class LoadReader implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(2);

    private final LoadBook book;
    private final Map<Address, Connection> connections = new HashMap<>();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .executor(task -> Thread.ofVirtual().name("loads-client").start(task))
            .build();
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("loads-clock").factory());

    public LoadReader(LoadBook book) {
        this.book = book;
        var _ = later.scheduleWithFixedDelay(this::checkAll, 1, 1, TimeUnit.SECONDS);
    }

    /** Those that there are now; connections to all others are closed. */
    public synchronized void follow(Set<Address> addresses) {
        connections.entrySet().removeIf(entry -> {
            boolean gone = !addresses.contains(entry.getKey());
            if (gone) {
                entry.getValue().close();
            }
            return gone;
        });
        book.follow(addresses);
        for (Address address : addresses) {
            connections
                    .computeIfAbsent(address, _ -> new Connection(address, client, book, later))
                    .open();
        }
    }

    @Override
    public synchronized void close() {
        connections.values().forEach(Connection::close);
        connections.clear();
        later.shutdownNow();
        client.shutdownNow();
    }

    private synchronized void checkAll() {
        connections.values().forEach(Connection::check);
    }
}
