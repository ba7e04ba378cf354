package dev.modelservice.runtime.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;

/** Reads a request's body up to a limit, and no further. */
final class BodyReader {

    private final int limit;
    private final Consumer<byte[]> whole;
    private final Runnable tooLarge;
    private final Buffer body = Buffer.buffer();
    private boolean refused;

    private BodyReader(int limit, Consumer<byte[]> whole, Runnable tooLarge) {
        this.limit = limit;
        this.whole = whole;
        this.tooLarge = tooLarge;
    }

    /** Calls one of the two on the event loop; neither if the client goes away before. */
    static void read(HttpServerRequest request, int limit, Consumer<byte[]> whole, Runnable tooLarge) {
        BodyReader reader = new BodyReader(limit, whole, tooLarge);
        request.handler(reader::chunk);
        request.endHandler(end -> reader.end());
        if (declared(request) > limit) {
            reader.refuse();
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
        if (refused) {
            return;
        }
        if (body.length() + chunk.length() > limit) {
            refuse();
        } else {
            body.appendBuffer(chunk);
        }
    }

    private void refuse() {
        refused = true;
        tooLarge.run();
    }

    private void end() {
        if (!refused) {
            whole.accept(body.getBytes());
        }
    }
}
