package dev.modelservice.fetch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/** A web server with one file, which misbehaves as told, and remembers what it was asked. */
final class ModelHost implements AutoCloseable {

    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-");

    /** What it does with a request. */
    interface Behaviour {
        void answer(HttpExchange exchange, int request) throws IOException;
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final String scheme;

    private ModelHost(HttpServer server, String scheme, Behaviour behaviour) {
        this.server = server;
        this.scheme = scheme;
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            asked.add("%s Range=%s If-Range=%s Authorization=%s"
                    .formatted(
                            exchange.getRequestURI().getPath(),
                            exchange.getRequestHeaders().getFirst("Range"),
                            exchange.getRequestHeaders().getFirst("If-Range"),
                            exchange.getRequestHeaders().getFirst("Authorization")));
            try (exchange) {
                behaviour.answer(exchange, asked.size());
            }
        });
        server.start();
    }

    static ModelHost http(Behaviour behaviour) throws IOException {
        return new ModelHost(HttpServer.create(anyPort(), 0), "http", behaviour);
    }

    static ModelHost https(SSLContext context, Behaviour behaviour) throws IOException {
        HttpsServer server = HttpsServer.create(anyPort(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        return new ModelHost(server, "https", behaviour);
    }

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    /** As a good server does it: whole, or the rest where the rest of this version is asked for. */
    static Behaviour file(byte[] content, String tag) {
        return (exchange, request) -> send(exchange, content, tag, content.length);
    }

    static Behaviour status(int status) {
        return (exchange, request) -> exchange.sendResponseHeaders(status, -1);
    }

    /** Sends what is asked for, but ends the connection after so many bytes of it. */
    static void send(HttpExchange exchange, byte[] content, String tag, int most) throws IOException {
        int from = 0;
        String range = exchange.getRequestHeaders().getFirst("Range");
        Matcher matcher = RANGE.matcher(range == null ? "" : range);
        if (matcher.matches() && tag.equals(exchange.getRequestHeaders().getFirst("If-Range"))) {
            from = Integer.parseInt(matcher.group(1));
            exchange.getResponseHeaders()
                    .add("Content-Range", "bytes %d-%d/%d".formatted(from, content.length - 1, content.length));
        }
        if (!tag.isEmpty()) {
            exchange.getResponseHeaders().add("ETag", tag);
        }
        exchange.sendResponseHeaders(from > 0 ? 206 : 200, content.length - from);
        OutputStream out = exchange.getResponseBody();
        out.write(content, from, Math.min(most, content.length - from));
        out.flush();
        if (from + most < content.length) {
            throw new IOException("cut");
        }
    }

    String address(String path) {
        return "%s://localhost:%d%s".formatted(scheme, server.getAddress().getPort(), path);
    }

    String host() {
        return "localhost:" + server.getAddress().getPort();
    }

    List<String> asked() {
        return List.copyOf(asked);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
