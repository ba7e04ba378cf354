package dev.modelservice.e2e.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Clients that are slow, rude or too many, and models that are: each is bounded, and its neighbours do not notice. */
final class LimitsIT {

    private static final Vertx VERTX = Vertx.vertx();

    private static Stage stage;
    private static GatewayProcess gateway;
    private static Client client;

    @BeforeAll
    static void start() {
        stage = Stage.open();
        gateway = GatewayProcess.ready(
                stage.access(), Map.of("header-seconds", "2", "body-idle-seconds", "1", "max-connections", "300"));
        client = new Client(VERTX, gateway.port());
        model("plain", "{maxRequestBytes: 50k}");
    }

    @AfterAll
    static void stop() {
        gateway.close();
        Client.get(VERTX.close());
    }

    private static Backend model(String name, String endpoint) {
        Backend own = Backend.start(VERTX, name);
        stage.model(name, endpoint);
        stage.replica(name, "current", "one", own);
        client.awaitServed(stage.host(name));
        return own;
    }

    private static Future<Client.Answer> slow(String model, int millis) {
        return client.send(HttpMethod.GET, stage.host(model), "/slow?millis=" + millis, Map.of(), null);
    }

    private static String raw(String head) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", gateway.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aReplicaIsGivenNoMoreThanItsLimitAndTheOthersWaitForTheirTurn() {
        Backend own = model("narrow", "{concurrencyPerReplica: 2}");

        var all = IntStream.range(0, 20).mapToObj(_ -> slow("narrow", 20)).toList();

        assertThat(Client.get(Future.all(all)).<Client.Answer>list()).allMatch(answer -> answer.status() == 200);
        assertThat(own.mostAtWork()).isEqualTo(2);
    }

    @Test
    void onePastTheQueueIsSentAwayAtOnceAndWhoWaitsTooLongLater() {
        model("short", "{concurrencyPerReplica: 1, queueLimit: 1, queueTimeoutSeconds: 1}");
        var working = slow("short", 3000);
        Awaitility.await().until(() -> inFlight("short") == 1);
        var waiting = slow("short", 1);
        Awaitility.await().until(() -> metric("queued", "short") == 1);

        Client.Answer refused = Client.get(slow("short", 1));

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("retry-after")).isEqualTo("1");
        assertThat(refused.json().getString("error"))
                .contains("1 requests wait")
                .contains("endpoint.queueLimit");
        assertThat(Client.get(waiting).status()).isEqualTo(503);
        assertThat(Client.get(working).status()).isEqualTo(200);
    }

    @Test
    void anAnswerThatDoesNotComeIsGivenUpAndThePodIsTold() {
        Backend own = model("late", "{requestTimeoutSeconds: 1}");

        Client.Answer answer = Client.get(slow("late", 60_000));

        assertThat(answer.status()).isEqualTo(504);
        Awaitility.await().until(() -> own.aborted() == 1);
        assertThat(inFlight("late")).isZero();
    }

    @Test
    void aClientThatGoesAwayFreesThePlaceAndThePod() throws IOException {
        Backend own = model("left", "{}");
        try (Socket socket = new Socket("127.0.0.1", gateway.port())) {
            socket.getOutputStream()
                    .write(("GET /slow?millis=60000 HTTP/1.1\r\nHost: " + stage.host("left") + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            Awaitility.await().until(() -> own.atWork() == 1);
        }

        Awaitility.await().until(() -> own.aborted() == 1);
        assertThat(inFlight("left")).isZero();
        assertThat(gateway.metric("modelservice_gateway_requests_total{namespace=\"" + stage.namespace()
                        + "\",modelservice=\"left\",revision=\"current\",protocol=\"rest\",status=\"abandoned\""))
                .isEqualTo(1);
    }

    @Test
    void aPodThatHangsUpIsAskedOnceAndTheClientIsTold() {
        Backend own = model("dropping", "{}");
        int before = own.requests();

        Client.Answer answer = client.post(stage.host("dropping"), "/drop", "{}");

        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.json().getString("error")).contains("whether it did the work is not known");
        assertThat(own.requests()).isEqualTo(before + 1);
    }

    @Test
    void headersThatAreTooLargeAreRefused() throws IOException {
        String answer = raw("GET / HTTP/1.1\r\nHost: x\r\nBomb: " + "b".repeat(20_000) + "\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 431 ");
    }

    @Test
    void aHeadThatComesByteByByteIsNotWaitedFor() throws IOException {
        long begun = System.nanoTime();
        try (Socket socket = new Socket("127.0.0.1", gateway.port())) {
            socket.setSoTimeout(100);
            AtomicLong closed = new AtomicLong();
            Awaitility.await()
                    .pollInterval(Duration.ofMillis(50))
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> {
                        try {
                            socket.getOutputStream().write('G');
                            if (socket.getInputStream().read() < 0) {
                                closed.set(System.nanoTime());
                            }
                        } catch (java.net.SocketTimeoutException e) {
                            return false;
                        } catch (IOException e) {
                            closed.set(System.nanoTime());
                        }
                        return closed.get() > 0;
                    });
            assertThat(Duration.ofNanos(closed.get() - begun)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(5));
        }
    }

    @Test
    void aBodyThatDoesNotComeIsNotWaitedFor() throws IOException {
        String answer =
                raw("POST /predict HTTP/1.1\r\nHost: " + stage.host("plain") + "\r\nContent-Length: 100\r\n\r\nab");

        assertThat(answer).startsWith("HTTP/1.1 408 ").contains("the body comes too slowly");
        assertThat(inFlight("plain")).isZero();
    }

    @Test
    void aBodyWithoutALengthIsCutOffWhereItIsTooLarge() throws IOException {
        String chunk = "2710\r\n" + "x".repeat(10_000) + "\r\n";

        String answer = raw("POST /predict HTTP/1.1\r\nHost: " + stage.host("plain")
                + "\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk.repeat(8) + "0\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 413 ").contains("50000 bytes");
    }

    @Test
    void aLoudNeighbourIsNotHeard() {
        model("loud", "{concurrencyPerReplica: 2, queueLimit: 4}");
        model("quiet", "{}");
        Flow loud = Flow.start(new Client(VERTX, gateway.port()), 128, stage.host("loud"), "/slow?millis=100");
        loud.awaitAnswers(200);
        int answered = 0;
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            long begun = System.nanoTime();
            answered += client.get(stage.host("quiet"), "/predict").status() == 200 ? 1 : 0;
            times.add(System.nanoTime() - begun);
        }

        assertThat(loud.stop()).allMatch(failure -> failure.startsWith("429 ")).isNotEmpty();
        assertThat(answered).isEqualTo(300);
        times.sort(null);
        assertThat(Duration.ofNanos(times.get(285))).as("95 of 100").isLessThan(Duration.ofMillis(500));
    }

    @Test
    void eventsArriveWhenTheyAreSent() {
        model("streaming", "{}");
        AtomicLong latest = new AtomicLong();
        AtomicLong events = new AtomicLong();

        Client.get(client.http()
                .request(new io.vertx.core.http.RequestOptions()
                        .setHost("127.0.0.1")
                        .setPort(gateway.port())
                        .setURI("/events?count=100"))
                .compose(request -> request.authority(
                                io.vertx.core.net.HostAndPort.authority(stage.host("streaming"), -1))
                        .send())
                .compose(response -> {
                    response.handler(piece -> {
                        long now = System.nanoTime();
                        String event = piece.toString().strip();
                        if (!event.contains("DONE")) {
                            events.incrementAndGet();
                            latest.accumulateAndGet(
                                    now - Long.parseLong(event.substring("data: ".length())), Math::max);
                        }
                    });
                    return response.end();
                }));

        assertThat(events.get()).as("events, each by itself").isEqualTo(100);
        assertThat(Duration.ofNanos(latest.get())).as("the latest one").isLessThan(Duration.ofMillis(500));
    }

    @Test
    void aShareOfTheRequestsIsMirroredAndNobodyNotices() {
        Backend shown = Backend.start(VERTX, "shown");
        Backend shadow = Backend.start(VERTX, "shadow");
        stage.model("mirrored");
        stage.replica("mirrored", "r1", "shown", shown);
        stage.replica("mirrored", "r2", "shadow", shadow);
        stage.revisions("mirrored", "[{name: r1, weight: 100}, {name: r2, weight: 0, mirrorPercent: 50}]");
        Awaitility.await()
                .until(() -> shadow.requests() == 0
                        && client.get(stage.host("mirrored"), "/").status() == 200);
        int before = shadow.requests();

        for (int i = 0; i < 200; i++) {
            Client.Answer answer = client.post(stage.host("mirrored"), "/predict", "{\"x\":" + i + "}");
            assertThat(answer.header("backend")).isEqualTo("shown");
        }

        Awaitility.await()
                .untilAsserted(() -> assertThat(shadow.requests() - before).isBetween(90, 110));
        Awaitility.await().until(() -> metric("mirrored_total", "mirrored") >= 90);
        assertThat(metric("mirror_different_total", "mirrored")).isZero();
    }

    private static double inFlight(String model) {
        return metric("in_flight", model);
    }

    private static double metric(String name, String model) {
        return gateway.metric("modelservice_gateway_" + name + "{namespace=\"" + stage.namespace()
                + "\",modelservice=\"" + model + "\"");
    }
}
