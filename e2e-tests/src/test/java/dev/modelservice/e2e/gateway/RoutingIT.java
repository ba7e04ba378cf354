package dev.modelservice.e2e.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whom a request reaches, through the packaged gateway, by what a real API server tells it. */
final class RoutingIT {

    private static final Vertx VERTX = Vertx.vertx();

    private static Stage stage;
    private static GatewayProcess gateway;
    private static Backend stable;
    private static Backend candidate;
    private static Client client;

    @BeforeAll
    static void start() {
        stage = Stage.open();
        stable = Backend.start(VERTX, "stable");
        candidate = Backend.start(VERTX, "candidate");
        stage.model("dense", "{hostname: dense.example.com, maxRequestBytes: 100k, session: {header: X-Session-Id}}");
        stage.revisions("dense", "[{name: r1, weight: 90}, {name: r2, weight: 10}]");
        stage.replica("dense", "r1", "one", stable);
        stage.replica("dense", "r2", "two", candidate);
        stage.model("text");
        stage.replica("text", "current", "one", stable);
        stage.model("absent");
        gateway = GatewayProcess.ready(stage.access(), Map.of("replica-wait-millis", "200"));
        client = new Client(VERTX, gateway.port());
    }

    @AfterAll
    static void stop() {
        gateway.close();
        Client.get(VERTX.close());
    }

    @Test
    void hostAndPathLeadToTheModelAndTheRestOfTheWayIsKept() {
        for (String host : new String[] {
            stage.host("dense"),
            stage.host("dense") + ".svc",
            stage.host("dense") + ".models.example",
            "dense.example.com"
        }) {
            Client.Answer answer = client.post(host, "/v2/models/dense/infer?a=b", "{\"inputs\":[]}");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.json().getString("uri")).isEqualTo("/v2/models/dense/infer?a=b");
            assertThat(answer.json().getString("body")).isEqualTo("{\"inputs\":[]}");
            assertThat(answer.json().getJsonObject("headers").getString("host")).isEqualTo(host);
            assertThat(answer.header("modelservice-revision")).isIn("r1", "r2");
        }
        Client.Answer byPath = client.post("gateway", "/" + stage.namespace() + "/dense/predict?x=1", "{}");
        assertThat(byPath.json().getString("uri")).isEqualTo("/predict?x=1");
    }

    @Test
    void anOpenAiBodySaysWhichModelAndTheModelHearsItsOwnName() {
        String body = "{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],\"model\":\"%s/text\",\"n\":1}"
                .formatted(stage.namespace());
        double before = tokens();

        Client.Answer answer = client.post("gateway", "/v1/chat/completions", body);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().getString("uri")).isEqualTo("/v1/chat/completions");
        assertThat(answer.json().getString("body")).isEqualTo(body.replace(stage.namespace() + "/", ""));
        // Counted when the answer is on its way, so perhaps a moment after it arrived.
        Awaitility.await().until(() -> tokens() == before + 7);
    }

    private static double tokens() {
        return gateway.metric("modelservice_gateway_tokens_total{namespace=\"" + stage.namespace()
                + "\",modelservice=\"text\",revision=\"current\",direction=\"completion\"");
    }

    @Test
    void aLongOpenAiBodyIsRoutedTooAndArrivesWhole() {
        String body = "{\"input\":\"" + "x".repeat(500_000) + "\",\"model\":\"" + stage.namespace() + "/text\",\"z\":\""
                + "y".repeat(500_000) + "\"}";

        Client.Answer answer = client.post("gateway", "/openai/v1/embeddings", body);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().getInteger("length"))
                .isEqualTo(body.length() - stage.namespace().length() - 1);
    }

    @Test
    void modelsAreListedForOpenAisClients() {
        Client.Answer answer = client.get("gateway", "/v1/models");

        assertThat(answer.json().getJsonArray("data").stream().map(model -> ((JsonObject) model).getString("id")))
                .contains(stage.namespace() + "/dense", stage.namespace() + "/text", stage.namespace() + "/absent");
        assertThat(client.get("gateway", "/v1/models/" + stage.namespace() + "/text")
                        .json()
                        .getString("object"))
                .isEqualTo("model");
    }

    @Test
    void eachProtocolIsToldWhatIsWrongInItsOwnShape() {
        assertThat(client.get("nobody.at-all", "/v2/health/ready").json().getString("error"))
                .contains("no ModelService answers at host 'nobody.at-all'");
        Client.Answer unknown = client.post("gateway", "/v1/completions", "{\"model\":\"x/y\"}");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.json().getJsonObject("error").getString("code")).isEqualTo("model_not_found");
        assertThat(client.post("gateway", "/v1/completions", "[]").status()).isEqualTo(400);
        assertThat(client.get("gateway", "/v1/completions").status()).isEqualTo(405);
        Client.Answer large = client.post(stage.host("dense"), "/predict", "x".repeat(100_001));
        assertThat(large.status()).isEqualTo(413);
        assertThat(large.json().getString("error")).contains("100000 bytes").contains("endpoint.maxRequestBytes");
        Client.Answer absent = client.get(stage.host("absent"), "/v2/health/ready");
        assertThat(absent.status()).isEqualTo(503);
        assertThat(absent.header("retry-after")).isEqualTo("5");
        assertThat(absent.json().getString("error")).contains("no pod of '" + stage.namespace() + "/absent' is ready");
    }

    @Test
    void aHeaderNamesTheRevision() {
        for (int i = 0; i < 20; i++) {
            Client.Answer answer = client.get(stage.host("dense"), "/predict", Map.of("modelservice-revision", "r2"));
            assertThat(answer.header("backend")).isEqualTo("candidate");
            assertThat(answer.header("modelservice-revision")).isEqualTo("r2");
        }
        assertThat(client.get(stage.host("dense"), "/predict", Map.of("modelservice-revision", "r9"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void theCandidateIsAskedAtThePreviewAddressAndCountsForItself() {
        stage.model("blue");
        stage.replica("blue", "r1", "one", stable);
        stage.replica("blue", "r2", "two", candidate);
        stage.revisions("blue", "[{name: r1, weight: 100}, {name: r2, weight: 0}]");
        Awaitility.await().until(() -> client.get(stage.host("blue"), "/").status() == 200);
        Client.Answer none = client.get(stage.host("blue-preview"), "/predict");
        assertThat(none.status()).isEqualTo(404);
        assertThat(none.json().getString("error")).contains("has no candidate to preview");

        stage.candidate("blue", "r2");

        Awaitility.await()
                .until(() -> client.get(stage.host("blue-preview"), "/").status() == 200);
        double before = answered("blue", "r2");
        Client.Answer byPath = client.post("gateway", "/" + stage.namespace() + "/blue-preview/predict?x=1", "{}");
        assertThat(byPath.header("backend")).isEqualTo("candidate");
        assertThat(byPath.json().getString("uri")).isEqualTo("/predict?x=1");
        assertThat(client.get(
                                stage.host("blue-preview") + ".models.example",
                                "/",
                                Map.of("modelservice-revision", "r1"))
                        .header("modelservice-revision"))
                .isEqualTo("r2");
        assertThat(client.get(stage.host("blue"), "/").header("backend")).isEqualTo("stable");
        Awaitility.await().until(() -> answered("blue", "r2") == before + 2);
    }

    private static double answered(String model, String revision) {
        return gateway.metric("modelservice_gateway_requests_total{namespace=\"" + stage.namespace()
                + "\",modelservice=\"" + model + "\",revision=\"" + revision + "\",protocol=\"rest\",status=\"2xx\"");
    }

    @Test
    void tenThousandRequestsAreSharedOutByWeightAndASessionStays() {
        Map<String, Integer> counts = new HashMap<>();
        for (int round = 0; round < 100; round++) {
            Client.get(io.vertx.core.Future.all(java.util.stream.IntStream.range(0, 100)
                    .mapToObj(_ -> client.send(HttpMethod.GET, stage.host("dense"), "/predict", Map.of(), null)
                            .onSuccess(answer -> {
                                synchronized (counts) {
                                    counts.merge(answer.header("backend"), 1, Integer::sum);
                                }
                            }))
                    .toList()));
        }

        assertThat(counts.getOrDefault("candidate", 0)).isBetween(910, 1090);
        assertThat(counts.getOrDefault("stable", 0)).isEqualTo(10_000 - counts.getOrDefault("candidate", 0));
        for (int session = 0; session < 20; session++) {
            Map<String, String> header = Map.of("x-session-id", "s" + session);
            String first = client.get(stage.host("dense"), "/predict", header).header("backend");
            for (int i = 0; i < 5; i++) {
                assertThat(client.get(stage.host("dense"), "/predict", header).header("backend"))
                        .isEqualTo(first);
            }
        }
    }

    @Test
    void http2IsTakenByPriorKnowledge() {
        Client http2 = new Client(VERTX, gateway.port(), HttpVersion.HTTP_2);

        Client.Answer answer = http2.post(stage.host("text"), "/predict", "{\"x_test\":[[1]]}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().getString("body")).isEqualTo("{\"x_test\":[[1]]}");
        assertThat(answer.json().getJsonObject("headers").getString("host")).isEqualTo(stage.host("text"));
    }

    @Test
    void headersForOneConnectionStayAndTheRestGoesOn() {
        Map<String, String> headers = Map.of(
                "traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "connection", "keep-alive, x-hop",
                "x-hop", "1",
                "x-forwarded-for", "203.0.113.9");

        JsonObject seen =
                client.get(stage.host("text"), "/echo", headers).json().getJsonObject("headers");

        assertThat(seen.getString("traceparent")).isEqualTo(headers.get("traceparent"));
        assertThat(seen.getString("x-forwarded-for")).isEqualTo("203.0.113.9, 127.0.0.1");
        assertThat(seen.getString("x-forwarded-proto")).isEqualTo("http");
        assertThat(seen.getString("x-request-id")).hasSize(32);
        assertThat(seen.containsKey("x-hop")).isFalse();
    }

    @Test
    void aNewRouteIsLiveInAQuarterOfASecond() {
        List<Duration> times = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            times.add(newRoute("fresh-" + i));
        }

        // The median, because this machine does other things too.
        times.sort(null);
        assertThat(times.get(2)).isLessThan(Duration.ofMillis(250));
    }

    /** From the writing of an endpoint until a request reaches it. */
    private static Duration newRoute(String model) {
        stage.model(model);
        Awaitility.await().until(() -> client.get(stage.host(model), "/").status() == 503);
        long written = System.nanoTime();
        stage.replica(model, "current", "one", stable);
        Awaitility.await()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> client.get(stage.host(model), "/").status() == 200);
        Duration time = Duration.ofNanos(System.nanoTime() - written);
        stage.deleteModel(model);
        Awaitility.await().until(() -> client.get(stage.host(model), "/").status() == 404);
        return time;
    }

    @Test
    void theAccessLogTellsOfARequestWithoutItsBody() {
        client.send(
                        HttpMethod.POST,
                        stage.host("text"),
                        "/predict?key=secret",
                        Map.of("x-request-id", "find-me"),
                        Buffer.buffer("{\"private\":1}"))
                .onComplete(_ -> {});

        String line = Awaitility.await()
                .until(
                        () -> gateway.log()
                                .lines()
                                .filter(one -> one.contains("find-me"))
                                .findFirst()
                                .orElse(""),
                        found -> !found.isEmpty());

        JsonObject entry = new JsonObject(line);
        assertThat(entry.getString("model")).isEqualTo(stage.namespace() + "/text");
        assertThat(entry.getInteger("status")).isEqualTo(200);
        assertThat(entry.getString("path")).isEqualTo("/predict");
        assertThat(line).doesNotContain("secret").doesNotContain("private");
    }
}
