package dev.modelservice.e2e.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.operator.analysis.Counts;
import dev.modelservice.operator.analysis.Window;
import dev.modelservice.operator.loads.Address;
import dev.modelservice.operator.loads.LoadBook;
import dev.modelservice.operator.loads.LoadReader;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the operator reads of a real gateway's counts is what clients saw, to the request. */
final class CountsIT {

    private static final String MODEL = "counted";

    private final Vertx vertx = Vertx.vertx();
    private final Stage stage = Stage.open();
    private final LoadBook book = new LoadBook(Clock.systemUTC());
    private final LoadReader reader = new LoadReader(book);
    private GatewayProcess gateway;
    private Client client;

    @BeforeEach
    void start() {
        stage.model(MODEL);
        stage.replica(MODEL, "r1", "stable", Backend.start(vertx, "stable"));
        stage.replica(MODEL, "r2", "candidate", Backend.start(vertx, "candidate"));
        stage.revisions(MODEL, "[{name: r1, weight: 100}, {name: r2, weight: 0}]");
        begin();
    }

    @AfterEach
    void stop() {
        reader.close();
        gateway.close();
        Client.get(vertx.close());
    }

    @Test
    void everyRequestAndErrorSinceTheStepBeganIsCountedOnce() {
        ask("r2", "/status?code=500", 3);
        Awaitility.await().until(() -> window("since the start").candidate().serverErrors() == 3);
        window("step");

        ask("r2", "/", 40);
        ask("r2", "/status?code=503", 2);
        ask("r2", "/slow?millis=120", 5);
        ask("r1", "/", 60);

        awaitCounted("step", 47, 60);
        Counts candidate = window("step").candidate();
        assertThat(candidate.serverErrors()).isEqualTo(2);
        assertThat(candidate.latency().total()).isEqualTo(47);
        assertThat(candidate.latency().over(0.11).least()).isGreaterThanOrEqualTo(5);
    }

    @Test
    void aGatewayThatIsReplacedTakesNothingAway() {
        awaitCounted("step", 0, 0);
        ask("r2", "/", 30);
        awaitCounted("step", 30, 0);

        gateway.close();
        Awaitility.await().until(() -> !window("step").complete());
        begin();
        awaitCounted("step", 30, 0);
        ask("r2", "/", 12);

        awaitCounted("step", 42, 0);
    }

    @Test
    void copiesAreCountedApartFromRequests() {
        stage.revisions(MODEL, "[{name: r1, weight: 100}, {name: r2, weight: 0, mirrorPercent: 100}]");
        awaitCounted("step", 0, 0);
        Awaitility.await().until(() -> {
            client.get(stage.host(MODEL), "/");
            return window("step").candidate().copies().answered() > 0;
        });
        awaitEveryCopyCounted();
        window("mirrored");

        for (int i = 0; i < 20; i++) {
            client.get(stage.host(MODEL), "/status?code=500");
        }

        Awaitility.await().until(() -> window("mirrored").ofCopies().candidate().answered() >= 20);
        Counts copies = window("mirrored").ofCopies().candidate();
        assertThat(copies.serverErrors()).isEqualTo(20);
        assertThat(copies.copies().different()).isZero();
        assertThat(copies.firstByte().total()).isEqualTo(copies.answered());
        assertThat(window("mirrored").candidate().answered()).isZero();
    }

    /** Each original has its copy in the counts: what comes now is of the next step. */
    private void awaitEveryCopyCounted() {
        Awaitility.await().until(() -> {
            Window window = window("since the start");
            return window.candidate().copies().answered() == copies()
                    && copies() > 0
                    && window.stable().answered() >= copies();
        });
    }

    private long copies() {
        return (long) gateway.metric("modelservice_gateway_mirrored_total{namespace=\"" + stage.namespace() + "\"");
    }

    private void begin() {
        gateway = GatewayProcess.ready(stage.access(), Map.of());
        client = new Client(vertx, gateway.port());
        client.awaitServed(stage.host(MODEL));
        reader.follow(Set.of(new Address("127.0.0.1", gateway.managementPort())));
        Awaitility.await().until(() -> window("since the start").complete());
    }

    private void ask(String revision, String uri, int times) {
        for (int i = 0; i < times; i++) {
            client.get(stage.host(MODEL), uri, Map.of("modelservice-revision", revision));
        }
    }

    private Window window(String key) {
        return book.window(stage.namespace(), MODEL, "r2", "r1", key);
    }

    private void awaitCounted(String key, long candidate, long stable) {
        Awaitility.await().untilAsserted(() -> {
            Window window = window(key);
            assertThat(window.complete()).isTrue();
            assertThat(window.candidate().answered()).isEqualTo(candidate);
            assertThat(window.stable().answered()).isEqualTo(stable);
        });
    }
}
