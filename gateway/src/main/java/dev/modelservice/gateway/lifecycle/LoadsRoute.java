package dev.modelservice.gateway.lifecycle;

import dev.modelservice.gateway.measure.Loads;
import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** {@code GET /loads} on the management port: a line of JSON every second, for as long as the reader stays. */
@Singleton
public final class LoadsRoute {

    private static final int PERIOD_MILLIS = 1000;

    private final Loads loads;
    private final Vertx vertx;

    LoadsRoute(Loads loads, Vertx vertx) {
        this.loads = loads;
        this.vertx = vertx;
    }

    void register(@Observes ManagementInterface management) {
        management.router().get("/loads").handler(this::stream);
    }

    private void stream(RoutingContext context) {
        Loads.Reader reader = loads.reader();
        HttpServerResponse response = context.response();
        response.setChunked(true).putHeader("content-type", "application/jsonl");
        response.write(reader.next());
        long timer = vertx.setPeriodic(PERIOD_MILLIS, _ -> {
            // A reader that does not keep up gets the newest line when it does.
            if (!response.ended() && !response.closed() && !response.writeQueueFull()) {
                response.write(reader.next());
            }
        });
        response.closeHandler(_ -> vertx.cancelTimer(timer));
    }
}
