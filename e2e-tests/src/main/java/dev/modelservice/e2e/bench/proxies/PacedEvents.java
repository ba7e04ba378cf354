package dev.modelservice.e2e.bench.proxies;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.modelservice.e2e.bench.pace.EventReaders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Streams of events, each sent at its time, with that time as its data. Served in this JVM, beside those who read. */
public final class PacedEvents implements AutoCloseable {
    public static final String PATH = "/events";

    private final int count;
    private final Duration pace;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<HttpServer> servers;

    private PacedEvents(Backend backend, int count, Duration pace) {
        this.count = count;
        this.pace = pace;
        servers = Stream.of("127.0.0.1", backend.address())
                .map(address -> listen(address, backend.events()))
                .toList();
    }

    public static PacedEvents start(Backend backend, int count, Duration pace) {
        // The server reads this when it is first used.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        return new PacedEvents(backend, count, pace);
    }

    private HttpServer listen(String address, int port) {
        try {
            var server = HttpServer.create(new InetSocketAddress(address, port), 0);
            server.setExecutor(threads);
            server.createContext("/", this::answer);
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot listen at %s:%d".formatted(address, port), e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        try (var body = exchange.getResponseBody()) {
            long start = System.nanoTime();
            for (int i = 0; i < count; i++) {
                awaitUntil(start + i * pace.toNanos());
                body.write(event(EventReaders.PREFIX + System.nanoTime()));
                body.flush();
            }
            body.write(event(EventReaders.END));
        }
    }

    private static void awaitUntil(long time) {
        for (long left = time - System.nanoTime(); left > 0; left = time - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static byte[] event(String line) {
        return (line + "\n\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        servers.forEach(server -> server.stop(0));
        threads.shutdownNow();
    }
}
