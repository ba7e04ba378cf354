package dev.modelservice.operator.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.modelservice.api.v1alpha1.AnalysisCheck;
import dev.modelservice.api.v1alpha1.AnalysisSpec;
import dev.modelservice.api.v1alpha1.PrometheusQuery;
import dev.modelservice.operator.analysis.QueryResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PrometheusReaderTest {

    private static final int AT_MOST = 3;
    private static final Subject SUBJECT = new Subject("team-a", "minilm", "r2", "r1");

    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private final AtomicInteger onTheirWay = new AtomicInteger();
    private final AtomicInteger mostOnTheirWay = new AtomicInteger();
    private final CountDownLatch answering = new CountDownLatch(1);
    private final PrometheusReader reader = new PrometheusReader(Clock.systemUTC(), AT_MOST);
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/api/v1/query", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        answering.countDown();
        reader.close();
        server.stop(0);
    }

    @Test
    void theFirstLookHasNoResultAndALaterOneHas() {
        answering.countDown();
        var query = query(address(), "errors{r=\"{{candidate}}\"}");
        var analysis = analysis(query);

        assertThat(reader.latest(analysis, SUBJECT).get(query)).isInstanceOf(QueryResult.Missing.class);

        await().untilAsserted(() ->
                assertThat(reader.latest(analysis, SUBJECT).get(query)).isEqualTo(new QueryResult.Value(7)));
        assertThat(asked).contains("query=errors{r=\"r2\"}");
    }

    @Test
    void itAsksAgainAtItsIntervalAndNotAtEveryLook() {
        answering.countDown();
        var analysis = analysis(query(address(), "x"));
        await().pollInterval(Duration.ofMillis(10))
                .atMost(Duration.ofSeconds(10))
                .until(() -> {
                    reader.latest(analysis, SUBJECT);
                    return asked.size() >= 3;
                });
        assertThat(asked).hasSize(3);
    }

    @Test
    void notMoreThanSoManyAreOnTheirWay() {
        var many = analysis(
                IntStream.range(0, 12).mapToObj(i -> query(address(), "q" + i)).toArray(PrometheusQuery[]::new));
        reader.latest(many, SUBJECT);
        await().until(() -> onTheirWay.get() == AT_MOST);

        answering.countDown();

        await().until(() ->
                reader.latest(many, SUBJECT).values().stream().allMatch(QueryResult.Value.class::isInstance));
        assertThat(mostOnTheirWay).hasValueLessThanOrEqualTo(AT_MOST);
    }

    @Test
    void aServerThatIsNotThereIsSaid() {
        var query = query("http://127.0.0.1:1", "x");
        var analysis = analysis(query);
        await().untilAsserted(() -> assertThat(reader.latest(analysis, SUBJECT).get(query))
                .asString()
                .contains("http://127.0.0.1:1 is not reached", "check prometheus.address"));
    }

    @Test
    void aServerThatDoesNotAnswerIsGivenUp() {
        var query = query(address(), "x");
        var analysis = analysis(query);
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(reader.latest(analysis, SUBJECT).get(query))
                        .asString()
                        .contains("no answer within 5 seconds"));
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.add(exchange.getRequestURI().getQuery().replace('+', ' '));
        mostOnTheirWay.accumulateAndGet(onTheirWay.incrementAndGet(), Math::max);
        try (exchange) {
            answering.await();
            onTheirWay.decrementAndGet();
            var body = "{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":[1,\"7\"]}}"
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static PrometheusQuery query(String address, String query) {
        return new PrometheusQuery(address, query);
    }

    private static AnalysisSpec analysis(PrometheusQuery... queries) {
        var checks = List.of(queries).stream()
                .map(query -> new AnalysisCheck("prometheus", "1", null, null, null, query))
                .toList();
        return new AnalysisSpec(1, null, null, null, checks, null);
    }
}
