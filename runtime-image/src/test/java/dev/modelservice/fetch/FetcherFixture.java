package dev.modelservice.fetch;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.io.TempDir;

/** What the tests of the whole fetcher share: a volume, a file to bring, and ways to ask for it. */
class FetcherFixture {

    static final byte[] CONTENT = new byte[300_000];
    static final String TAG = "\"v1\"";
    /** Where it is not to run out, however busy the machine is. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Where the fetcher is to give up. */
    static final Duration LITTLE_PATIENCE = Duration.ofSeconds(2);

    static {
        new Random(1).nextBytes(CONTENT);
    }

    @TempDir
    Path volume = Path.of("");

    @TempDir
    Path elsewhere = Path.of("");

    static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static JsonObject json(Path file) throws IOException {
        return new JsonObject(Files.readString(file, StandardCharsets.UTF_8));
    }

    Fetched fetch(ModelHost host, String path) throws Exception {
        return fetch(order(host.address(path), PATIENCE));
    }

    static Fetched fetch(FetchOrder order) throws Exception {
        return new Fetcher(order).fetch();
    }

    static FetchOrder withTrust(FetchOrder order, Optional<Path> caFile, Optional<Path> credentials) {
        return new FetchOrder(
                order.source(),
                order.digest(),
                order.maxBytes(),
                order.directory(),
                caFile,
                credentials,
                order.patience());
    }

    FetchOrder order(String address, Duration patience) throws FetchException {
        return new FetchOrder(
                Source.parse(address),
                Optional.empty(),
                1_000_000,
                volume,
                Optional.empty(),
                Optional.empty(),
                patience);
    }

    static FetchOrder withDigest(FetchOrder order, Digest digest) {
        return new FetchOrder(
                order.source(),
                Optional.of(digest),
                order.maxBytes(),
                order.directory(),
                order.caFile(),
                order.credentials(),
                order.patience());
    }

    static FetchOrder withLimit(FetchOrder order, long bytes) {
        return new FetchOrder(
                order.source(),
                order.digest(),
                bytes,
                order.directory(),
                order.caFile(),
                order.credentials(),
                order.patience());
    }

    Digest digest() throws IOException {
        Path file = elsewhere.resolve("content");
        Files.write(file, CONTENT);
        return Digest.of(file);
    }

    static FetchException failure(FetchOrder order) throws IOException, InterruptedException {
        try {
            new Fetcher(order).fetch();
        } catch (FetchException e) {
            return e;
        }
        throw new AssertionError("the fetch should have failed");
    }
}
