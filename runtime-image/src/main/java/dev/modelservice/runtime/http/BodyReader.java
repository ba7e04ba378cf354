package dev.modelservice.runtime.http;

import dev.modelservice.runtime.request.Rejection;
import dev.modelservice.runtime.serve.Visit;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads a request's body up to a limit of bytes and of time, and no further. */
final class BodyReader {

    private static final byte[] NOTHING = {};

    /** What a body may take. */
    record Bounds(int bytes, int seconds) {}

    private final Vertx vertx;
    private final Visit visit;
    private final Bounds bounds;
    private final Consumer<byte[]> whole;
    private final Consumer<Rejection> refused;
    private final long timer;
    /** As many bytes as the client said, or as there may be. */
    private final int most;

    private byte[] body = NOTHING;
    private int length;
    private boolean over;

    private BodyReader(
            Vertx vertx, int most, Visit visit, Bounds bounds, Consumer<byte[]> whole, Consumer<Rejection> refused) {
        this.vertx = vertx;
        this.most = most;
        this.visit = visit;
        this.bounds = bounds;
        this.whole = whole;
        this.refused = refused;
        this.timer = vertx.setTimer(bounds.seconds * 1000L, _ -> tooSlow());
    }

    /** Calls one of the two on the event loop; neither if the client goes away before. */
    static void read(
            Vertx vertx,
            HttpServerRequest request,
            Visit visit,
            Bounds bounds,
            Consumer<byte[]> whole,
            Consumer<Rejection> refused) {
        long declared = declared(request);
        int most = declared > 0 && declared < bounds.bytes ? (int) declared : bounds.bytes;
        BodyReader reader = new BodyReader(vertx, most, visit, bounds, whole, refused);
        request.handler(reader::chunk);
        request.endHandler(_ -> reader.end());
        request.exceptionHandler(_ -> reader.settle());
        if (declared > bounds.bytes) {
            reader.tooLarge();
        }
    }

    private static long declared(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    private void chunk(Buffer chunk) {
        // What comes after the refusal is thrown away until the connection ends.
        if (over) {
            return;
        }
        if (chunk.length() > most - length) {
            tooLarge();
            return;
        }
        Optional<Rejection> full = makeRoom(length + chunk.length());
        if (full.isPresent()) {
            refuse(full.get());
        } else {
            chunk.getBytes(body, length);
            length += chunk.length();
        }
    }

    /** Twice as much each time, but never more than will come: nobody holds memory by a promise alone. */
    private Optional<Rejection> makeRoom(int needed) {
        if (needed <= body.length) {
            return Optional.empty();
        }
        int capacity = (int) Math.min(most, Math.max(needed, 2L * body.length));
        Optional<Rejection> full = visit.hold(capacity - body.length);
        if (full.isEmpty()) {
            body = Arrays.copyOf(body, capacity);
        }
        return full;
    }

    private void tooLarge() {
        refuse(new Rejection.TooLarge("the request is larger than the " + bounds.bytes + " bytes that are allowed"));
    }

    private void tooSlow() {
        refuse(new Rejection.TooSlow(
                "the request did not arrive within the " + bounds.seconds + " seconds that are allowed"));
    }

    private void refuse(Rejection rejection) {
        if (settle()) {
            body = NOTHING;
            refused.accept(rejection);
        }
    }

    private void end() {
        if (settle()) {
            whole.accept(length == body.length ? body : Arrays.copyOf(body, length));
        }
    }

    /** Whether this is the end of it, and not something after the end. */
    private boolean settle() {
        boolean first = !over;
        over = true;
        vertx.cancelTimer(timer);
        return first;
    }
}
