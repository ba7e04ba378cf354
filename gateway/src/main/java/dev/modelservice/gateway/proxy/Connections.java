package dev.modelservice.gateway.proxy;

import dev.modelservice.gateway.GatewayConfig;
import io.vertx.core.http.HttpConnection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One event loop's connections from clients: no more than there may be, and none that is kept for nothing. */
final class Connections {

    private static final int NO_ERROR = 0;

    private final Map<HttpConnection, Line> lines = new HashMap<>();
    private final AtomicInteger all;
    private final int most;
    private final long idle;
    private boolean closing;

    Connections(AtomicInteger all, GatewayConfig config) {
        this.all = all;
        this.most = config.maxConnections();
        this.idle = TimeUnit.SECONDS.toNanos(config.idleSeconds());
    }

    void opened(HttpConnection connection, long now) {
        if (all.incrementAndGet() > most) {
            all.decrementAndGet();
            connection.close();
            return;
        }
        lines.put(connection, new Line(now));
        connection.closeHandler(_ -> closed(connection));
    }

    private void closed(HttpConnection connection) {
        if (lines.remove(connection) != null) {
            all.decrementAndGet();
        }
    }

    /** A request began on it. */
    @Nullable Line begun(HttpConnection connection) {
        Line line = lines.get(connection);
        if (line != null) {
            line.requests++;
        }
        return line;
    }

    /** A request on it was answered. */
    void ended(HttpConnection connection, @Nullable Line line, long now) {
        if (line != null) {
            line.requests--;
            line.since = now;
        }
        if (closing && !isTold(line)) {
            tell(connection, line);
        }
    }

    /** Closes those that have been without a request for too long. */
    void check(long now) {
        List<HttpConnection> idlers = new ArrayList<>();
        lines.forEach((connection, line) -> {
            if (line.requests == 0 && now - line.since > idle) {
                idlers.add(connection);
            }
        });
        idlers.forEach(HttpConnection::close);
    }

    /**
     * The process is to stop. Clients of HTTP/2 are told to go elsewhere; nothing that is under way, or crosses the message, is
     * refused. Those of HTTP/1.1 are told so with their next answer.
     */
    void close() {
        closing = true;
        Map.copyOf(lines).forEach(this::tell);
    }

    private void tell(HttpConnection connection, @Nullable Line line) {
        if (line != null) {
            line.told = true;
        }
        try {
            connection.goAway(NO_ERROR, Integer.MAX_VALUE);
        } catch (UnsupportedOperationException e) {
            // HTTP/1.1 has no such message.
        }
    }

    private static boolean isTold(@Nullable Line line) {
        return line == null || line.told;
    }

    int open() {
        return lines.size();
    }

    /** One connection. */
    static final class Line {

        private int requests;
        private long since;
        private boolean told;

        private Line(long now) {
            this.since = now;
        }
    }
}
