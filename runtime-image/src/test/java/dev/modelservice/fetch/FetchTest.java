package dev.modelservice.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole fetcher against a server that misbehaves. */
final class FetchTest {

    private static final byte[] CONTENT = new byte[300_000];
    private static final String TAG = "\"v1\"";
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    static {
        new Random(1).nextBytes(CONTENT);
    }

    @TempDir
    private Path volume;

    @TempDir
    private Path elsewhere;

    @Test
    void aFileIsBroughtUnderItsOwnName() throws Exception {
        try (ModelHost host = ModelHost.http(ModelHost.file(CONTENT, TAG))) {
            Fetched fetched = fetch(host, "/models/net.onnx?secret=1");

            assertThat(volume.resolve("net.onnx")).hasBinaryContent(CONTENT);
            assertThat(fetched).isEqualTo(new Fetched(digest(), CONTENT.length));
            assertThat(volume.resolve(WorkFolder.NAME).resolve("download")).doesNotExist();
        }
    }

    @Test
    void aSecondStartFindsItDone() throws Exception {
        try (ModelHost host = ModelHost.http(ModelHost.file(CONTENT, TAG))) {
            Fetched first = fetch(host, "/net.onnx");

            Fetched second = fetch(host, "/net.onnx");

            assertThat(second).isEqualTo(first);
            assertThat(host.asked()).as("asked only once").hasSize(1);
        }
    }

    @Test
    void anotherAddressIsAnotherModel() throws Exception {
        try (ModelHost host = ModelHost.http(ModelHost.file(CONTENT, TAG))) {
            fetch(host, "/net.onnx?v=1");

            fetch(host, "/net.onnx?v=2");

            assertThat(host.asked()).hasSize(2);
        }
    }

    @Test
    void aCutConnectionIsResumedWhereItWasCut() throws Exception {
        try (ModelHost host = ModelHost.http((exchange, request) ->
                ModelHost.send(exchange, CONTENT, TAG, request == 1 ? 100_000 : CONTENT.length))) {
            fetch(host, "/net.onnx");

            assertThat(volume.resolve("net.onnx")).hasBinaryContent(CONTENT);
            assertThat(host.asked())
                    .containsExactly(
                            "/net.onnx Range=null If-Range=null Authorization=null",
                            "/net.onnx Range=bytes=100000- If-Range=\"v1\" Authorization=null");
        }
    }

    @Test
    void aRestartedContainerResumesToo() throws Exception {
        try (ModelHost cutting = ModelHost.http((exchange, request) -> {
            if (request == 1) {
                ModelHost.send(exchange, CONTENT, TAG, 100_000);
            } else if (request < 5) {
                exchange.sendResponseHeaders(503, -1);
            } else {
                ModelHost.send(exchange, CONTENT, TAG, CONTENT.length);
            }
        })) {
            FetchException first = failure(order(cutting.address("/net.onnx"), Duration.ofMillis(700)));
            assertThat(first.reason()).isEqualTo(Reason.ModelUnreachable);
            assertThat(first).hasMessageStartingWith(cutting.host()).hasMessageContaining("last: HTTP 503");

            fetch(cutting, "/net.onnx");

            assertThat(volume.resolve("net.onnx")).hasBinaryContent(CONTENT);
            assertThat(cutting.asked()).last().asString().contains("Range=bytes=100000-");
        }
    }

    @Test
    void anotherVersionIsNotPutBehindTheFirst() throws Exception {
        byte[] other = CONTENT.clone();
        other[0]++;
        try (ModelHost host = ModelHost.http((exchange, request) -> {
            if (request == 1) {
                ModelHost.send(exchange, CONTENT, TAG, 100_000);
            } else {
                ModelHost.send(exchange, other, "\"v2\"", other.length);
            }
        })) {
            fetch(host, "/net.onnx");

            assertThat(volume.resolve("net.onnx")).hasBinaryContent(other);
        }
    }

    @Test
    void withoutAMarkOfTheVersionItStartsAgain() throws Exception {
        try (ModelHost host = ModelHost.http((exchange, request) ->
                ModelHost.send(exchange, CONTENT, "", request == 1 ? 100_000 : CONTENT.length))) {
            fetch(host, "/net.onnx");

            assertThat(volume.resolve("net.onnx")).hasBinaryContent(CONTENT);
            assertThat(host.asked()).last().asString().contains("Range=null");
        }
    }

    @Test
    void aServerThatAlwaysCutsAtTheSamePlaceIsGivenUp() throws Exception {
        try (ModelHost host = ModelHost.http((exchange, request) -> ModelHost.send(exchange, CONTENT, "", 50_000))) {
            FetchException failure = failure(order(host.address("/net.onnx"), PATIENCE));

            assertThat(failure.reason()).isEqualTo(Reason.ModelUnreachable);
            assertThat(failure).hasMessageContaining("the connection was cut after 50000 bytes");
        }
    }

    @Test
    void aMomentaryFailureIsTriedAgain() throws Exception {
        try (ModelHost host = ModelHost.http((exchange, request) -> {
            if (request == 1) {
                exchange.sendResponseHeaders(500, -1);
            } else {
                ModelHost.send(exchange, CONTENT, TAG, CONTENT.length);
            }
        })) {
            fetch(host, "/net.onnx");

            assertThat(volume.resolve("net.onnx")).hasBinaryContent(CONTENT);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "404, ModelNotFound, has no such file (HTTP 404); check the path in the model's URI",
        "410, ModelNotFound, has no such file (HTTP 410); check the path in the model's URI",
        "401, ModelForbidden, 'refused the model (HTTP 401); check the credentials in the secret, and that they may read it'",
        "403, ModelForbidden, 'refused the model (HTTP 403); check the credentials in the secret, and that they may read it'"
    })
    void aClearAnswerIsNotAskedForTwice(int status, Reason reason, String message) throws Exception {
        try (ModelHost host = ModelHost.http(ModelHost.status(status))) {
            FetchException failure = failure(order(host.address("/net.onnx?sig=hidden"), PATIENCE));

            assertThat(failure.reason()).isEqualTo(reason);
            assertThat(failure).hasMessage(host.host() + " " + message);
            assertThat(host.asked()).hasSize(1);
        }
    }

    @Test
    void aServerThatIsNotThereIsUnreachable() throws Exception {
        String address;
        try (ModelHost host = ModelHost.http(ModelHost.status(200))) {
            address = host.address("/net.onnx");
        }

        FetchException failure = failure(order(address, Duration.ofMillis(600)));

        assertThat(failure.reason()).isEqualTo(Reason.ModelUnreachable);
        assertThat(failure).hasMessageContaining("no connection").hasMessageContaining("Check that the host is right");
    }

    @Test
    void aNameThatDoesNotExistIsUnreachable() throws Exception {
        FetchException failure = failure(order("https://no-such-host.invalid/net.onnx", Duration.ofMillis(600)));

        assertThat(failure.reason()).isEqualTo(Reason.ModelUnreachable);
        assertThat(failure).hasMessageStartingWith("no-such-host.invalid").hasMessageContaining("cannot be resolved");
    }

    @Test
    void aServerThatSaysNothingIsGivenUp() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        try (ModelHost host = ModelHost.http((exchange, request) -> await(never))) {
            FetchException failure = failure(order(host.address("/net.onnx"), Duration.ofMillis(600)));

            assertThat(failure.reason()).isEqualTo(Reason.ModelUnreachable);
            assertThat(failure).hasMessageContaining("time-out");
            never.countDown();
        }
    }

    @Test
    void aServerThatFallsSilentIsAskedAgain() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        try (ModelHost host = ModelHost.http((exchange, request) -> {
            if (request > 1) {
                ModelHost.send(exchange, CONTENT, TAG, CONTENT.length);
                return;
            }
            // No length: only the silence tells that there should be more.
            exchange.getResponseHeaders().add("ETag", TAG);
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(CONTENT, 0, 100_000);
            exchange.getResponseBody().flush();
            await(never);
        })) {
            Duration silence = Duration.ofMillis(500);
            FetchOrder order = order(host.address("/net.onnx"), silence);

            FetchException failure = failure(order);
            fetch(order(host.address("/net.onnx"), PATIENCE));

            assertThat(failure).hasMessageContaining("the connection was cut after 100000 bytes");
            assertThat(volume.resolve("net.onnx")).hasBinaryContent(CONTENT);
            never.countDown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void theRightDigestIsAcceptedAndAWrongOneNeverServes() throws Exception {
        try (ModelHost host = ModelHost.http(ModelHost.file(CONTENT, TAG))) {
            Digest wrong = new Digest("sha256:" + "0".repeat(64));

            FetchException failure = failure(withDigest(order(host.address("/net.onnx"), PATIENCE), wrong));

            assertThat(failure.reason()).isEqualTo(Reason.ModelCorrupt);
            assertThat(failure)
                    .hasMessage(
                            "the model at %s has the digest %s, expected %s; it was changed, or the digest is wrong",
                            host.host(), digest(), wrong);
            assertThat(volume.resolve("net.onnx")).doesNotExist();
            assertThat(fetch(withDigest(order(host.address("/net.onnx"), PATIENCE), digest())))
                    .isNotNull();
        }
    }

    @Test
    void aFileThatSaysItIsTooLargeIsNotTaken() throws Exception {
        try (ModelHost host = ModelHost.http(ModelHost.file(CONTENT, TAG))) {
            FetchException failure = failure(withLimit(order(host.address("/net.onnx"), PATIENCE), CONTENT.length - 1));

            assertThat(failure.reason()).isEqualTo(Reason.ModelTooLarge);
            assertThat(failure)
                    .hasMessage(
                            "the model at %s has 300000 bytes, and 299999 are allowed; raise the limit or use a smaller model",
                            host.host());
        }
    }

    @Test
    void aFileThatTurnsOutTooLargeIsDropped() throws Exception {
        try (ModelHost host = ModelHost.http((exchange, request) -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(CONTENT);
        })) {
            FetchException failure = failure(withLimit(order(host.address("/net.onnx"), PATIENCE), 1000));

            assertThat(failure.reason()).isEqualTo(Reason.ModelTooLarge);
            assertThat(failure).hasMessageContaining("more than the 1000 bytes");
            assertThat(volume.resolve(WorkFolder.NAME).resolve("download")).doesNotExist();
        }
    }

    @Test
    void aRedirectIsFollowedWithoutTheCredentials() throws Exception {
        Files.writeString(elsewhere.resolve("token"), "t0ken\n");
        try (ModelHost storage = ModelHost.http(ModelHost.file(CONTENT, TAG));
                ModelHost host = ModelHost.http((exchange, request) -> {
                    exchange.getResponseHeaders().add("Location", storage.address("/blob"));
                    exchange.sendResponseHeaders(302, -1);
                })) {
            FetchOrder plain = order(host.address("/net.onnx"), PATIENCE);

            fetch(new FetchOrder(
                    plain.source(),
                    plain.digest(),
                    plain.maxBytes(),
                    volume,
                    Optional.empty(),
                    Optional.of(elsewhere),
                    PATIENCE));

            assertThat(volume.resolve("net.onnx")).hasBinaryContent(CONTENT);
            assertThat(host.asked()).singleElement().asString().endsWith("Authorization=Bearer t0ken");
            assertThat(storage.asked()).singleElement().asString().endsWith("Authorization=null");
        }
    }

    @Test
    void anEndlessRedirectEnds() throws Exception {
        try (ModelHost host = ModelHost.http((exchange, request) -> {
            exchange.getResponseHeaders().add("Location", "/again");
            exchange.sendResponseHeaders(302, -1);
        })) {
            assertThat(failure(order(host.address("/net.onnx"), PATIENCE)))
                    .hasMessageContaining("redirects again and again");
            assertThat(host.asked()).hasSize(6);
        }
    }

    @Test
    void userAndPasswordAreShownAsBasic() throws Exception {
        Files.writeString(elsewhere.resolve("username"), "u");
        Files.writeString(elsewhere.resolve("password"), "p");

        Credentials credentials = Credentials.read(Optional.of(elsewhere)).orElseThrow();

        assertThat(credentials.authorization()).isEqualTo("Basic dTpw");
        assertThat(credentials).hasToString("Credentials[…]");
    }

    @Test
    void anUntrustedCertificateIsNamedAndATrustedOneAccepted() throws Exception {
        Certificates certificates = Certificates.make(elsewhere);
        try (ModelHost host = ModelHost.https(certificates.context(), ModelHost.file(CONTENT, TAG))) {
            FetchOrder plain = order(host.address("/net.onnx"), PATIENCE);

            FetchException failure = failure(plain);

            assertThat(failure.reason()).isEqualTo(Reason.ModelUnreachable);
            assertThat(failure)
                    .hasMessageStartingWith(host.host() + " cannot be trusted")
                    .hasMessageEndingWith("give that CA");
            assertThat(host.asked()).isEmpty();
            fetch(new FetchOrder(
                    plain.source(),
                    plain.digest(),
                    plain.maxBytes(),
                    volume,
                    Optional.of(certificates.pem()),
                    Optional.empty(),
                    PATIENCE));
            assertThat(volume.resolve("net.onnx")).hasBinaryContent(CONTENT);
        }
    }

    @Test
    void httpsIsNotLeftByARedirect() throws Exception {
        Certificates certificates = Certificates.make(elsewhere);
        try (ModelHost plainHost = ModelHost.http(ModelHost.file(CONTENT, TAG));
                ModelHost host = ModelHost.https(certificates.context(), (exchange, request) -> {
                    exchange.getResponseHeaders().add("Location", plainHost.address("/net.onnx"));
                    exchange.sendResponseHeaders(302, -1);
                })) {
            FetchOrder order = order(host.address("/net.onnx"), PATIENCE);

            FetchException failure = failure(new FetchOrder(
                    order.source(),
                    order.digest(),
                    order.maxBytes(),
                    volume,
                    Optional.of(certificates.pem()),
                    Optional.empty(),
                    PATIENCE));

            assertThat(failure).hasMessageContaining("redirects to an address that is not https");
            assertThat(plainHost.asked()).isEmpty();
        }
    }

    @Test
    void theLastWordIsInTheTerminationLog() throws Exception {
        Path log = elsewhere.resolve("log");
        try (ModelHost host = ModelHost.http((exchange, request) -> {
            if (exchange.getRequestURI().getPath().equals("/net.onnx")) {
                ModelHost.send(exchange, CONTENT, TAG, CONTENT.length);
            } else {
                exchange.sendResponseHeaders(404, -1);
            }
        })) {
            java.util.Map<String, String> environment = new java.util.HashMap<>(java.util.Map.of(
                    "MODELSERVICE_FETCH_URI", host.address("/net.onnx"),
                    "MODELSERVICE_FETCH_DIRECTORY", volume.toString(),
                    "MODELSERVICE_FETCH_TERMINATION_LOG", log.toString()));
            assertThat(Fetch.run(environment)).isZero();
            assertThat(json(log))
                    .isEqualTo(new JsonObject().put("digest", digest().value()).put("bytes", 300_000));

            environment.put("MODELSERVICE_FETCH_URI", host.address("/other.onnx"));
            assertThat(Fetch.run(environment)).isOne();
            assertThat(json(log).getString("reason")).isEqualTo("ModelNotFound");

            environment.put("MODELSERVICE_FETCH_URI", "ftp://h/x");
            assertThat(Fetch.run(environment)).isOne();
            assertThat(json(log).getString("message")).isEqualTo("h cannot be asked over 'ftp'; use https");
        }
    }

    private static JsonObject json(Path file) throws IOException {
        return new JsonObject(Files.readString(file, StandardCharsets.UTF_8));
    }

    private Fetched fetch(ModelHost host, String path) throws Exception {
        return fetch(order(host.address(path), PATIENCE));
    }

    private static Fetched fetch(FetchOrder order) throws Exception {
        return new Fetcher(order).fetch();
    }

    private FetchOrder order(String address, Duration patience) throws FetchException {
        return new FetchOrder(
                Source.parse(address),
                Optional.empty(),
                1_000_000,
                volume,
                Optional.empty(),
                Optional.empty(),
                patience);
    }

    private static FetchOrder withDigest(FetchOrder order, Digest digest) {
        return new FetchOrder(
                order.source(),
                Optional.of(digest),
                order.maxBytes(),
                order.directory(),
                order.caFile(),
                order.credentials(),
                order.patience());
    }

    private static FetchOrder withLimit(FetchOrder order, long bytes) {
        return new FetchOrder(
                order.source(),
                order.digest(),
                bytes,
                order.directory(),
                order.caFile(),
                order.credentials(),
                order.patience());
    }

    private Digest digest() throws IOException {
        Path file = elsewhere.resolve("content");
        Files.write(file, CONTENT);
        return Digest.of(file);
    }

    private static FetchException failure(FetchOrder order) throws IOException, InterruptedException {
        try {
            new Fetcher(order).fetch();
        } catch (FetchException e) {
            return e;
        }
        throw new AssertionError("the fetch should have failed");
    }
}
