package dev.modelservice.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Brings a file into the work folder, going on where it was cut off. */
final class Download {

    private static final int BUFFER = 1 << 16;
    private static final int CUT = -2;

    private final FetchOrder order;
    private final WorkFolder work;
    private final Server server;
    private long lastProgress = System.nanoTime();
    private long furthest;
    private int failures;

    Download(FetchOrder order, WorkFolder work, HttpClient client, Optional<Credentials> credentials) {
        this.order = order;
        this.work = work;
        this.server = new Server(client, order.source(), credentials, order.patience());
    }

    /** Returns when the file is whole. */
    void run() throws FetchException, IOException, InterruptedException {
        String problem = attempt();
        while (!problem.isEmpty()) {
            failures++;
            Duration stalled = Duration.ofNanos(System.nanoTime() - lastProgress);
            Duration wait =
                    new Patience(order.patience()).beforeNext(failures, stalled).orElseThrow(giveUp(problem));
            Thread.sleep(wait);
            problem = attempt();
        }
    }

    private Supplier<FetchException> giveUp(String problem) {
        return () -> new FetchException(
                Reason.ModelUnreachable,
                "%s could not be reached or failed, last: %s; tried for %d s without getting on. Check that the host is right and can be reached from the cluster"
                        .formatted(
                                order.source().host(), problem, order.patience().toSeconds()));
    }

    /** Empty when the file is whole, otherwise what was wrong this time. */
    private String attempt() throws FetchException, IOException, InterruptedException {
        Partial partial = work.partial(order.source());
        Partial asked = partial.isResumable() ? partial : Partial.NOTHING;
        HttpResponse<InputStream> response;
        try {
            response = server.ask(asked);
        } catch (IOException e) {
            if (Server.isFinal(e)) {
                throw new FetchException(Reason.ModelUnreachable, Server.describe(order.source(), e));
            }
            return Server.describe(order.source(), e);
        }
        Answer answer = Server.answer(response);
        try (InputStream body = response.body()) {
            return switch (Verdict.of(answer, order.source().host(), asked, order.maxBytes())) {
                case Verdict.Take take -> take(take, answer, body);
                case Verdict.Whole whole -> "";
                case Verdict.Retry retry -> retry.because();
                case Verdict.StartAgain again -> {
                    work.dropPartial();
                    yield "the server has another version of the file now";
                }
                case Verdict.Fail fail -> throw new FetchException(fail.reason(), fail.message());
                case Verdict.Redirect redirect ->
                    throw new FetchException(
                            Reason.ModelUnreachable,
                            order.source().host() + " redirects again and again; give the address it ends at");
            };
        }
    }

    private String take(Verdict.Take take, Answer answer, InputStream body) throws FetchException, IOException {
        if (take.from() == 0) {
            work.dropPartial();
            work.startPartial(order.source(), answer.validator());
        }
        long bytes = take.from();
        boolean cut;
        try (Stall stall = new Stall(body, order.patience());
                OutputStream out =
                        Files.newOutputStream(work.download(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            byte[] buffer = new byte[BUFFER];
            int read;
            while ((read = read(body, buffer)) > 0) {
                bytes += read;
                requireAllowed(bytes);
                out.write(buffer, 0, read);
                stall.progress();
                progress(bytes);
            }
            cut = read == CUT || stall.isStalled();
        }
        boolean whole = !cut && (take.total().isEmpty() || take.total().getAsLong() == bytes);
        return whole ? "" : "the connection was cut after %d bytes".formatted(bytes);
    }

    private void requireAllowed(long bytes) throws FetchException, IOException {
        if (bytes > order.maxBytes()) {
            work.dropPartial();
            throw new FetchException(
                    Reason.ModelTooLarge,
                    "the model at %s has more than the %d bytes that are allowed; raise the limit or use a smaller model"
                            .formatted(order.source().host(), order.maxBytes()));
        }
    }

    /** Bytes that came before, too, are no progress: a server that is cut off at the same place again and again is given up. */
    private void progress(long bytes) {
        if (bytes > furthest) {
            furthest = bytes;
            lastProgress = System.nanoTime();
            failures = 0;
        }
    }

    /** A broken connection is no error of ours: {@link #CUT}, and then the length tells how much is missing. */
    private static int read(InputStream body, byte[] buffer) {
        try {
            return body.read(buffer);
        } catch (IOException e) {
            return CUT;
        }
    }
}
