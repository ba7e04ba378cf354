package dev.modelservice.runtime.http;

import dev.modelservice.runtime.request.Rejection;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** Sends a whole response, from any thread. */
final class Responses {

    private Responses() {}

    /** Seconds after which it is worth to try again, where that is known. */
    static @Nullable Integer retryAfter(Rejection rejection) {
        return rejection instanceof Rejection.Overloaded overloaded ? overloaded.retryAfterSeconds() : null;
    }

    /** Ends the response with JSON, on the routing's own thread. */
    static void json(RoutingContext routing, int status, byte[] json, boolean last) {
        whole(routing, status, Answer.json(json), last);
    }

    /** Ends the response, on the routing's own thread. */
    static void whole(RoutingContext routing, int status, Answer answer, boolean last) {
        send(routing, status, null, answer, last);
    }

    /**
     * Ends the response, if the client is still there.
     *
     * @param last whether the connection ends with it
     */
    static void end(
            Context context,
            RoutingContext routing,
            int status,
            @Nullable Integer retryAfterSeconds,
            Answer answer,
            boolean last) {
        if (context.equals(Vertx.currentContext())) {
            send(routing, status, retryAfterSeconds, answer, last);
        } else {
            context.runOnContext(_ -> send(routing, status, retryAfterSeconds, answer, last));
        }
    }

    private static void send(
            RoutingContext routing, int status, @Nullable Integer retryAfterSeconds, Answer answer, boolean last) {
        HttpServerResponse response = routing.response();
        if (response.closed() || response.ended()) {
            return;
        }
        if (response.headWritten()) {
            // What was sent cannot become a whole answer any more; nobody may take it for one.
            response.reset();
            return;
        }
        response.setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, answer.contentType());
        answer.headers().forEach(response::putHeader);
        if (retryAfterSeconds != null) {
            response.putHeader(HttpHeaders.RETRY_AFTER, retryAfterSeconds.toString());
        }
        HttpServerRequest request = routing.request();
        boolean alone = request.version() != HttpVersion.HTTP_2;
        if (last && alone) {
            response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        var sent = response.end(answer.body());
        if (last) {
            sent.onComplete(_ -> close(request, alone));
        }
    }

    private static void close(HttpServerRequest request, boolean alone) {
        if (alone) {
            request.connection().close();
        } else {
            // Other requests on the connection, and those on their way, go on to their ends; what this one still sends
            // is not
            // wanted. (A shutdown by Vert.x refuses those on their way, and may cut off the others then.)
            if (!request.isEnded()) {
                request.response().reset();
            }
            request.connection().goAway(0, Integer.MAX_VALUE);
        }
    }
}
