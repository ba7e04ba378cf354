package dev.modelservice.fetch;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Brings one model: download, check, unpack, place, note. Each step can be done again after a restart. */
final class Fetcher {

    private static final Duration MOST_TO_CONNECT = Duration.ofSeconds(5);

    private final FetchOrder order;
    private final WorkFolder work;

    Fetcher(FetchOrder order) {
        this.order = order;
        this.work = new WorkFolder(order.directory());
    }

    Fetched fetch() throws FetchException, IOException, InterruptedException {
        work.create();
        Optional<Fetched> before = work.complete(order.source());
        if (before.isPresent()
                && order.digest().map(before.get().digest()::equals).orElse(true)) {
            return before.get();
        }
        work.forgetComplete();
        download();
        Fetched fetched = check();
        place();
        work.noteComplete(order.source(), fetched);
        work.dropPartial();
        return fetched;
    }

    private void download() throws FetchException, IOException, InterruptedException {
        Optional<Credentials> credentials = Credentials.read(order.credentials());
        Duration connect = order.patience().compareTo(MOST_TO_CONNECT) < 0 ? order.patience() : MOST_TO_CONNECT;
        try (HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connect)
                .sslContext(Trust.context(order.caFile()))
                .build()) {
            try {
                new Download(order, work, client, credentials).run();
            } finally {
                client.shutdownNow();
            }
        }
    }

    private Fetched check() throws FetchException, IOException {
        Digest actual = Digest.of(work.download());
        if (order.digest().isPresent() && !order.digest().get().equals(actual)) {
            work.dropPartial();
            throw new FetchException(
                    Reason.ModelCorrupt,
                    "the model at %s has the digest %s, expected %s; it was changed, or the digest is wrong"
                            .formatted(
                                    order.source().host(),
                                    actual,
                                    order.digest().get()));
        }
        return new Fetched(actual, Files.size(work.download()));
    }

    private void place() throws FetchException, IOException {
        String name = order.source().fileName();
        Packing packing = Packing.of(name);
        if (packing == Packing.NONE) {
            Placement.file(work.download(), order.directory(), name);
            return;
        }
        Path unpacked = work.unpacked();
        Placement.delete(unpacked);
        Files.createDirectories(unpacked);
        try {
            new Unpacker(unpacked, order.maxBytes()).unpack(work.download(), packing);
            Placement.content(unpacked, order.directory());
        } catch (FetchException e) {
            // What cannot be unpacked is not worth going on with.
            work.dropPartial();
            throw e;
        } finally {
            Placement.delete(unpacked);
        }
    }
}
