package dev.modelservice.e2e.bench.load;

import dev.modelservice.e2e.bench.servers.Cores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Clients that ask one server, each as soon as its last answer is there. Over HTTP it is wrk, a process of its own that
 * takes little time for itself; over gRPC a client in this JVM.
 */
public record Load(Cores cores, Path folder) {

    /** Asks the questions in turn. Any refusal ends the benchmark: a refused request costs nothing and proves nothing. */
    public Sample ask(Endpoint endpoint, List<Rows> questions, int clients, Duration length) {
        var payloads = questions.stream()
                .map(rows -> Encoder.encode(endpoint, rows))
                .toList();
        return endpoint.wire() == Wire.GRPC
                ? GrpcLoad.ask(endpoint, payloads, clients, length)
                : new Wrk(cores, folder).ask(endpoint, payloads, clients, length);
    }

    /** The numbers of one answer, row after row. */
    public static List<Float> answer(Endpoint endpoint, Rows question) {
        var payload = Encoder.encode(endpoint, question);
        var answer = endpoint.wire() == Wire.GRPC ? GrpcLoad.once(endpoint, payload) : post(endpoint, payload);
        return Decoder.decode(endpoint.wire(), answer);
    }

    private static Payload post(Endpoint endpoint, Payload payload) {
        var request = HttpRequest.newBuilder(address(endpoint))
                .POST(HttpRequest.BodyPublishers.ofByteArray(payload.body()))
                .timeout(Duration.ofMinutes(1));
        payload.headers().forEach(request::header);
        try (var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            var response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw new IllegalStateException("%s answers %d: %s"
                        .formatted(
                                endpoint,
                                response.statusCode(),
                                new String(response.body(), StandardCharsets.UTF_8)));
            }
            Map<String, String> headers = response.headers()
                    .firstValue(Payload.BINARY_HEADER)
                    .map(length -> Map.of(Payload.BINARY_HEADER, length))
                    .orElse(Map.of());
            return new Payload(headers, response.body());
        } catch (IOException e) {
            throw new UncheckedIOException("No answer of " + endpoint, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while asking " + endpoint, e);
        }
    }

    static URI address(Endpoint endpoint) {
        return URI.create(
                "http://127.0.0.1:" + endpoint.port() + endpoint.wire().path(endpoint.model()));
    }
}
