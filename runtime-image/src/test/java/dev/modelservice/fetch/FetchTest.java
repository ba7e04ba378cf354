package dev.modelservice.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** The whole fetcher against a server that gives the model, if not at once. */
final class FetchTest extends FetcherFixture {

    /** A client may lose the last bytes before a cut, so where exactly it goes on is its own affair. */
    private static final String THE_REST = "/net\\.onnx Range=bytes=[1-9][0-9]*- If-Range=\"v1\" Authorization=null";

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
            assertThat(host.asked()).hasSize(2).last().asString().matches(THE_REST);
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
            assertThat(cutting.asked()).last().asString().matches(THE_REST);
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
            FetchException failure = failure(order(host.address("/net.onnx"), LITTLE_PATIENCE));

            assertThat(failure.reason()).isEqualTo(Reason.ModelUnreachable);
            assertThat(failure).hasMessageContaining("the connection was cut after ");
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

            assertThat(failure).hasMessageContaining("the connection was cut after ");
            assertThat(volume.resolve("net.onnx")).hasBinaryContent(CONTENT);
            never.countDown();
        }
    }
}
