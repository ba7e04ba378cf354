package dev.modelservice.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GoldenTest {

    /** What the server says to a request. */
    private interface Behaviour {
        void answer(HttpExchange exchange, int request) throws IOException;
    }

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile Behaviour behaviour = (exchange, _) -> answer(exchange, 200, "r2", output(1));
    private HttpServer server;

    @TempDir
    Path folder;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestHeaders().getFirst("modelservice-revision") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            try (exchange) {
                behaviour.answer(exchange, asked.size());
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void everyCaseIsAskedAndCounted() throws Exception {
        write("a.json", request(1), 1);
        write("b.json", request(2), 2);
        write("readme.txt", "no case", 0);

        var result = ask();

        assertThat(asked).containsExactly("r2 " + request(1), "r2 " + request(2));
        assertThat(result.cases()).isEqualTo(2);
        assertThat(result.right()).isEqualTo(1);
        assertThat(result.accuracy()).isEqualTo(0.5);
        assertThat(result.similarity()).hasValue(1);
        assertThat(result.worst()).contains("b.json: row 0 of output 'y' differs by 1.00000");
    }

    @Test
    void theResultIsLeftBehindAsJson() throws Exception {
        write("a.json", request(1), 1);
        var log = folder.resolve("log");
        var environment = Map.of(
                "MODELSERVICE_GOLDEN_URL", url().toString(),
                "MODELSERVICE_GOLDEN_DIRECTORY", folder.toString(),
                "MODELSERVICE_GOLDEN_COMPARE", "Tolerance",
                "MODELSERVICE_GOLDEN_TERMINATION_LOG", log.toString());

        assertThat(Golden.run(environment)).isZero();

        assertThat(Files.readString(log))
                .isEqualTo("{\"reason\":\"GoldenDone\",\"cases\":1,\"right\":1,\"accuracy\":1.0,\"similarity\":1.0}");
    }

    @Test
    void anEmptySetIsSaid() throws IOException {
        var log = folder.resolve("log");
        var environment = Map.of(
                "MODELSERVICE_GOLDEN_URL", url().toString(),
                "MODELSERVICE_GOLDEN_DIRECTORY", folder.toString(),
                "MODELSERVICE_GOLDEN_COMPARE", "Label",
                "MODELSERVICE_GOLDEN_TERMINATION_LOG", log.toString());

        assertThat(Golden.run(environment)).isEqualTo(1);

        assertThat(Files.readString(log)).contains("\"reason\":\"GoldenSetBroken\"", "no file that ends in .json");
    }

    @Test
    void aFileThatIsNoCaseIsSaid() throws IOException {
        Files.writeString(folder.resolve("a.json"), "{\"request\": {}}");
        assertThatThrownBy(this::ask).hasMessageContaining("a.json is no case");
        Files.writeString(folder.resolve("a.json"), "{\"request\": ");
        assertThatThrownBy(this::ask).hasMessageContaining("a.json is no JSON");
        assertThat(asked).isEmpty();
    }

    @Test
    void anErrorOfTheModelIsAWrongAnswer() throws Exception {
        write("a.json", request(1), 1);
        behaviour = (exchange, _) -> answer(exchange, 500, "r2", "{}");
        var result = ask();
        assertThat(result.right()).isZero();
        assertThat(result.similarity()).hasValue(0);
        assertThat(result.worst()).contains("a.json: HTTP 500");
    }

    @Test
    void whereNobodyAnswersYetItIsAskedAgain() throws Exception {
        write("a.json", request(1), 1);
        behaviour = (exchange, request) -> {
            if (request == 1) {
                answer(exchange, 503, "", "{}");
            } else if (request == 2) {
                answer(exchange, 404, "", "{}");
            } else {
                answer(exchange, 200, "r2", output(1));
            }
        };
        assertThat(ask().right()).isEqualTo(1);
        assertThat(asked).hasSize(3);
    }

    @Test
    void whereNobodyEverAnswersItIsUnreachable() throws IOException {
        write("a.json", request(1), 1);
        server.stop(0);
        assertThatThrownBy(this::ask)
                .isInstanceOf(GoldenException.class)
                .hasMessageContaining("cannot be asked: no connection for 2 seconds");
    }

    @Test
    void anAnswerOfAnotherRevisionIsNone() throws IOException {
        write("a.json", request(1), 1);
        behaviour = (exchange, _) -> answer(exchange, 200, "r1", output(1));
        assertThatThrownBy(this::ask).hasMessageContaining("revision r1 answered, not r2");
    }

    private Result ask() throws GoldenException, InterruptedException {
        return Golden.ask(new GoldenOrder(
                folder,
                url(),
                Optional.of("r2"),
                new Comparison.Tolerance(0.1),
                Duration.ofSeconds(2),
                Duration.ofSeconds(60)));
    }

    private URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v2/models/m/infer");
    }

    private void write(String file, String request, int expected) throws IOException {
        Files.writeString(
                folder.resolve(file), "{\"request\": %s, \"expected\": %s}".formatted(request, output(expected)));
    }

    private static String request(int x) {
        return "{\"inputs\" : [{\"name\":\"x\",\"data\":[%d]}]}".formatted(x);
    }

    private static String output(int y) {
        return "{\"outputs\":[{\"name\":\"y\",\"shape\":[1,1],\"data\":[%d.0]}]}".formatted(y);
    }

    private static void answer(HttpExchange exchange, int status, String revision, String body) throws IOException {
        if (!revision.isEmpty()) {
            exchange.getResponseHeaders().set("modelservice-revision", revision);
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
