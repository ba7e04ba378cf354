package dev.modelservice.e2e.bench.load;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Asks over HTTP from this JVM: for servers that need milliseconds for an answer. */
final class HttpLoad implements ClosedLoop.Sender, AutoCloseable {
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Endpoint endpoint;

    HttpLoad(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    static URI address(Endpoint endpoint) {
        return URI.create(
                "http://127.0.0.1:" + endpoint.port() + endpoint.wire().path(endpoint.model()));
    }

    Payload once(Payload payload) {
        var response = send(payload).join();
        return new Payload(
                response.headers()
                        .firstValue(Payload.BINARY_HEADER)
                        .map(length -> Map.of(Payload.BINARY_HEADER, length))
                        .orElse(Map.of()),
                response.body());
    }

    @Override
    public CompletableFuture<HttpResponse<byte[]>> send(Payload payload) {
        var request = HttpRequest.newBuilder(address(endpoint))
                .POST(HttpRequest.BodyPublishers.ofByteArray(payload.body()))
                .timeout(Duration.ofMinutes(5));
        payload.headers().forEach(request::header);
        return client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofByteArray())
                .thenApply(HttpLoad::accepted);
    }

    private static HttpResponse<byte[]> accepted(HttpResponse<byte[]> response) {
        if (response.statusCode() != 200) {
            String body = new String(response.body(), StandardCharsets.UTF_8);
            throw new IllegalStateException(
                    response.uri().getPath() + " answers " + response.statusCode() + ": " + body);
        }
        return response;
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
