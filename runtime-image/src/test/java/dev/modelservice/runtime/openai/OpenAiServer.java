package dev.modelservice.runtime.openai;

import dev.modelservice.runtime.EchoEngine;
import dev.modelservice.runtime.RuntimeParts;
import dev.modelservice.runtime.http.HttpParts;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The API over HTTP on a free port, around a generator of the test's own. */
record OpenAiServer(Vertx vertx, HttpServer server, RuntimeParts parts, HttpClient client) implements AutoCloseable {

    static OpenAiServer start(ScriptedGenerator generator, Map<String, String> settings) {
        RuntimeParts parts = RuntimeParts.of(new EchoEngine(generator), settings);
        parts.metrics().measure(generator);
        Vertx vertx = Vertx.vertx();
        Router router = Router.router(vertx);
        HttpParts http = HttpParts.of(parts);
        http.register(router);
        OpenAiParts.of(parts, http).register(router);
        HttpServer server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        return new OpenAiServer(vertx, server, parts, client);
    }

    private HttpRequest request(String path, String body) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort() + path))
                .header("x-request-id", "mine")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    /** The answer as a whole, some day. */
    CompletableFuture<HttpResponse<String>> post(String path, String body) {
        return client.sendAsync(request(path, body), HttpResponse.BodyHandlers.ofString());
    }

    /** A connection on which a request was sent and nothing is read yet. */
    Socket open(String path, String body) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), server.actualPort()));
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        String head = "POST %s HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n".formatted(path, content.length);
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(content);
        return socket;
    }

    @Override
    public void close() {
        client.shutdownNow();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
