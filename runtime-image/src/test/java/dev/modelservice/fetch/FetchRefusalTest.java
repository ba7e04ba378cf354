package dev.modelservice.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole fetcher against a server that does not give the model, or must not be believed. */
final class FetchRefusalTest extends FetcherFixture {

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

            fetch(withTrust(plain, Optional.empty(), Optional.of(elsewhere)));

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

            FetchException failure = failure(order(host.address("/net.onnx"), LITTLE_PATIENCE));

            assertThat(failure.reason()).isEqualTo(Reason.ModelUnreachable);
            assertThat(failure)
                    .hasMessageStartingWith(host.host() + " cannot be trusted")
                    .hasMessageEndingWith("give that CA");
            assertThat(host.asked()).isEmpty();
            fetch(withTrust(plain, Optional.of(certificates.pem()), Optional.empty()));
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

            FetchException failure = failure(withTrust(order, Optional.of(certificates.pem()), Optional.empty()));

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
}
