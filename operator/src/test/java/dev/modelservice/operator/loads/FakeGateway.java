package dev.modelservice.operator.loads;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that tells its readers the lines that it is given. */
final class FakeGateway implements AutoCloseable {

    /** Ends the connection. */
    private static final String END = "";

    private final HttpServer server;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final AtomicInteger readers = new AtomicInteger();

    private FakeGateway(HttpServer server) {
        this.server = server;
    }

    static FakeGateway start(int port) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        var gateway = new FakeGateway(server);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/loads", gateway::tell);
        server.start();
        return gateway;
    }

    Address address() {
        return new Address("127.0.0.1", server.getAddress().getPort());
    }

    int readers() {
        return readers.get();
    }

    void say(String line) {
        lines.add(line);
    }

    void hangUp() {
        lines.add(END);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void tell(HttpExchange exchange) throws IOException {
        readers.incrementAndGet();
        exchange.sendResponseHeaders(200, 0);
        try (var body = exchange.getResponseBody()) {
            for (String line = lines.take(); !line.equals(END); line = lines.take()) {
                body.write(line.getBytes(StandardCharsets.UTF_8));
                body.flush();
            }
        } catch (InterruptedException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
