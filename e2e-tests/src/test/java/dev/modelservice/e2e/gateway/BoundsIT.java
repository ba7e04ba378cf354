package dev.modelservice.e2e.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.HostAndPort;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the gateway itself has only so much of: connections, memory, and patience with those who do not read. */
final class BoundsIT {

    private static final Vertx VERTX = Vertx.vertx();
    private static final int CONNECTIONS = 20;

    private static Stage stage;
    private static GatewayProcess gateway;
    private static Backend backend;

    @BeforeAll
    static void start() {
        stage = Stage.open();
        backend = Backend.start(VERTX, "backend");
        stage.model("plain", "{concurrencyPerReplica: 1}");
        stage.replica("plain", "current", "one", backend);
        gateway = GatewayProcess.ready(
                stage.access(),
                Map.of(
                        "max-connections", String.valueOf(CONNECTIONS),
                        "header-seconds", "60",
                        "client-stall-seconds", "1",
                        "max-held-bytes", "200000"));
    }

    @AfterAll
    static void stop() {
        gateway.close();
        Client.get(VERTX.close());
    }

    private static Socket connect() throws IOException {
        Socket socket = new Socket();
        socket.setSoTimeout(20_000);
        socket.setReceiveBufferSize(4096);
        socket.connect(new InetSocketAddress("127.0.0.1", gateway.port()));
        return socket;
    }

    private static void get(Socket socket, String uri) throws IOException {
        socket.getOutputStream()
                .write(("GET " + uri + " HTTP/1.1\r\nHost: " + stage.host("plain") + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
    }

    /** Whether the other side has closed it, without a byte. */
    private static boolean isClosed(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketException e) {
            return true;
        }
    }

    private static double gauge(String name) {
        return gateway.metric("modelservice_gateway_" + name + " ");
    }

    private static double ofPlain(String name) {
        return gateway.metric("modelservice_gateway_" + name + "{namespace=\"" + stage.namespace()
                + "\",modelservice=\"plain\",revision=\"current\"");
    }

    private static double abandoned(String protocol) {
        return gateway.metric("modelservice_gateway_requests_total{namespace=\"" + stage.namespace()
                + "\",modelservice=\"plain\",revision=\"current\",protocol=\"" + protocol + "\",status=\"abandoned\"");
    }

    @Test
    void oneConnectionTooManyIsClosedAndTheOthersAreServed() throws IOException {
        Awaitility.await().until(() -> gauge("connections") == 0);
        List<Socket> held = new ArrayList<>();
        try {
            for (int i = 0; i < CONNECTIONS; i++) {
                held.add(connect());
            }
            Awaitility.await().until(() -> gauge("connections") == CONNECTIONS);

            try (Socket more = connect()) {
                assertThat(isClosed(more)).isTrue();
            }

            get(held.getLast(), "/status?code=200");
            assertThat(held.getLast().getInputStream().readNBytes(12))
                    .asString()
                    .isEqualTo("HTTP/1.1 200");
        } finally {
            for (Socket socket : held) {
                socket.close();
            }
        }
        Awaitility.await().until(() -> gauge("connections") == 0);
        try (Socket socket = connect()) {
            get(socket, "/status?code=200");
            assertThat(socket.getInputStream().readNBytes(12)).asString().isEqualTo("HTTP/1.1 200");
        }
    }

    @Test
    void whoDoesNotReadItsAnswerIsCutOffAndFreesItsPlace() throws IOException {
        double before = abandoned("rest");
        try (Socket socket = connect()) {
            get(socket, "/bytes?count=50000000");
            Awaitility.await().until(() -> ofPlain("in_flight") == 1);

            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> ofPlain("in_flight") == 0);

            assertThat(abandoned("rest")).isEqualTo(before + 1);
            assertThat(socket.isConnected()).isTrue();
        }
        Client client = new Client(VERTX, gateway.port());
        assertThat(client.get(stage.host("plain"), "/status?code=200").status()).isEqualTo(200);
        Client.get(client.http().close());
    }

    @Test
    void bodiesThatAreSearchedForAModelHaveOnlySoMuchMemory() {
        Client client = new Client(VERTX, gateway.port());
        String name = stage.namespace() + "/plain";
        String late = "{\"input\":\"" + "x".repeat(300_000) + "\",\"model\":\"" + name + "\"}";

        Client.Answer refused = client.post("gateway", "/v1/embeddings", late);

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.header("retry-after")).isEqualTo("1");
        assertThat(refused.json().getJsonObject("error").getString("message")).contains("no memory left");
        String early = "{\"model\":\"" + name + "\",\"input\":\"" + "x".repeat(300_000) + "\"}";
        assertThat(client.post("gateway", "/v1/embeddings", early).status()).isEqualTo(200);
        Awaitility.await().until(() -> gauge("held_bytes") == 0);
        Client.get(client.http().close());
    }

    @Test
    void aCallThatIsTakenBackWhileItWaitsIsForgotten() {
        Client client = new Client(VERTX, gateway.port(), HttpVersion.HTTP_2);
        double before = abandoned("rest");
        var working = client.send(HttpMethod.GET, stage.host("plain"), "/slow?millis=3000", Map.of(), null);
        Awaitility.await().until(() -> ofPlain("in_flight") == 1);
        HttpClientRequest waiting = Client.get(client.http()
                .request(new RequestOptions()
                        .setHost("127.0.0.1")
                        .setPort(gateway.port())
                        .setMethod(HttpMethod.POST)
                        .setURI("/predict")));
        waiting.authority(HostAndPort.authority(stage.host("plain"), -1)).setChunked(true);
        Client.get(waiting.write("{"));
        Awaitility.await().until(() -> ofPlain("queued") == 1);

        waiting.reset(8);

        Awaitility.await().until(() -> ofPlain("queued") == 0);
        assertThat(abandoned("rest")).isEqualTo(before + 1);
        assertThat(Client.get(working).status()).isEqualTo(200);
        Awaitility.await().until(() -> gauge("open_requests") == 0);
        Client.get(client.http().close());
    }
}
