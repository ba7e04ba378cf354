package dev.modelservice.gateway.proxy;

import dev.modelservice.gateway.accesslog.AccessLines;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What one event loop has for itself. */
final class Loop {

    private static final Logger LOG = Logger.getLogger(Loop.class);
    private static final HexFormat HEX = HexFormat.of();

    private final Parts parts;
    private final Context context;
    private final Upstreams upstreams;
    private final Connections connections;
    private final AccessLines lines;
    private final Clock clock;
    private final SplittableRandom random = new SplittableRandom();
    private final List<Exchange> open = new ArrayList<>();

    Loop(Parts parts, Context context, Upstreams upstreams, Clock clock) {
        this.parts = parts;
        this.context = context;
        this.upstreams = upstreams;
        this.connections = new Connections(parts.config());
        this.lines = new AccessLines(parts.log());
        this.clock = clock;
        context.exceptionHandler(this::failed);
    }

    void handle(HttpServerRequest request) {
        Exchange exchange = new Exchange(this, request, connections.begun(request.connection()), System.nanoTime());
        exchange.index = open.size();
        open.add(exchange);
        parts.drain().arrived(exchange.started());
        exchange.begin();
    }

    /** An exchange is over. */
    void ended(Exchange exchange, HttpServerRequest request, Connections.@Nullable Line line) {
        connections.ended(request.connection(), line, System.nanoTime());
        forget(exchange);
    }

    private void forget(Exchange exchange) {
        Exchange last = open.removeLast();
        if (last != exchange) {
            open.set(exchange.index, last);
            last.index = exchange.index;
        }
        parts.drain().ended();
    }

    /** Looks at what time has made of the open requests. */
    void check() {
        long now = System.nanoTime();
        for (Exchange exchange : List.copyOf(open)) {
            try {
                exchange.check(now);
            } catch (RuntimeException e) {
                exchange.failed(e);
            }
        }
        lines.flush();
    }

    /**
     * Something was thrown at Vert.x that nobody here caught. Vert.x calls what belongs to one request on a context that is this
     * request's own, and is on it still: so one place is enough for all of them.
     */
    private void failed(Throwable problem) {
        Context current = Vertx.currentContext();
        for (Exchange exchange : open) {
            if (exchange.runsOn(current)) {
                exchange.failed(problem);
                return;
            }
        }
        LOG.error("The gateway failed, at no request in particular", problem);
    }

    void checkConnections() {
        connections.check(System.nanoTime());
    }

    /** Later on this event loop, from any thread, and on behalf of no request. */
    void run(Runnable action) {
        context.runOnContext(_ -> action.run());
    }

    long later(long millis, Runnable action) {
        return context.owner().setTimer(millis, _ -> action.run());
    }

    void cancel(long timer) {
        context.owner().cancelTimer(timer);
    }

    Instant instant() {
        return clock.instant();
    }

    String newId() {
        return HEX.toHexDigits(random.nextLong()) + HEX.toHexDigits(random.nextLong());
    }

    Parts parts() {
        return parts;
    }

    Upstreams upstreams() {
        return upstreams;
    }

    Connections connections() {
        return connections;
    }

    AccessLines lines() {
        return lines;
    }
}
