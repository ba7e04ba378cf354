package dev.modelservice.gateway.proxy;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;

/** Ends of connections that are not the usual ones. */
final class Broken {

    private static final long INTERNAL_ERROR = 2;
    private static final int STEP_MILLIS = 100;
    private static final int STEPS = 20;

    private Broken() {}

    /** Breaks an answer off so that the client sees that it is not complete. */
    static Future<Void> off(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            request.response().reset(INTERNAL_ERROR);
            return Future.succeededFuture();
        }
        return request.connection().close();
    }

    /**
     * Closes a connection of HTTP/1.1 after its answer. A client that still sends its body would not read the answer if it were
     * closed at once: it gets two seconds to come to the end.
     */
    static void closeWhenRead(Loop loop, HttpServerRequest request, RequestBody body) {
        closeWhenRead(loop, request, body, STEPS);
    }

    private static void closeWhenRead(Loop loop, HttpServerRequest request, RequestBody body, int steps) {
        if (body.isComplete() || steps == 0) {
            request.connection().close();
        } else {
            loop.later(STEP_MILLIS, () -> closeWhenRead(loop, request, body, steps - 1));
        }
    }
}
