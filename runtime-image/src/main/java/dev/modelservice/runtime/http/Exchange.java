package dev.modelservice.runtime.http;

import dev.modelservice.runtime.lifecycle.Drain;
import dev.modelservice.runtime.request.Rejection;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/** One request and its one answer, which may be given from any thread. */
final class Exchange {

    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");

    private final RoutingContext routing;
    private final Context context;
    private final Drain drain;

    Exchange(RoutingContext routing, Drain drain) {
        this.routing = routing;
        this.context = routing.vertx().getOrCreateContext();
        this.drain = drain;
    }

    RoutingContext routing() {
        return routing;
    }

    /** Whether the client went away. */
    boolean isAbandoned() {
        return routing.response().closed();
    }

    void refuse(Rejection rejection) {
        if (rejection instanceof Rejection.Overloaded overloaded) {
            routing.response().putHeader(HttpHeaders.RETRY_AFTER, Integer.toString(overloaded.retryAfterSeconds()));
        }
        reply(Problems.status(rejection), Problems.body(rejection.message()));
    }

    void reply(int status, byte[] json) {
        reply(status, json, drain.isDraining());
    }

    /** Answers and ends the connection: what the client still sends is not read. */
    void replyAndClose(int status, byte[] json) {
        reply(status, json, true);
    }

    private void reply(int status, byte[] json, boolean last) {
        context.runOnContext(_ -> {
            HttpServerResponse response = routing.response();
            if (response.closed() || response.ended()) {
                return;
            }
            response.setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, JSON);
            if (last) {
                response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            }
            var sent = response.end(Buffer.buffer(json));
            if (last) {
                sent.onComplete(done -> routing.request().connection().close());
            }
        });
    }
}
