package dev.modelservice.gateway.proxy;

import dev.modelservice.gateway.GatewayConfig;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.Http2ServerConnection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One event loop's connections from clients, and none that is kept for nothing. */
final class Connections {

    private static final int NO_ERROR = 0;

    private final Map<HttpConnection, Line> lines = new HashMap<>();
    private final long idle;
    private boolean closing;

    Connections(GatewayConfig config) {
        this.idle = TimeUnit.SECONDS.toNanos(config.idleSeconds());
    }

    void opened(HttpConnection connection, long now) {
        lines.put(connection, new Line(now));
        connection.closeHandler(_ -> lines.remove(connection));
        if (connection instanceof Http2ServerConnection) {
            // Its head is not what makes it wait; without a request it is closed as any idle one is.
            GuardedServer.begun(connection);
        }
    }

    /** A request began on it. */
    @Nullable Line begun(HttpConnection connection) {
        Line line = lines.get(connection);
        if (line != null) {
            line.requests++;
            if (!line.begun) {
                line.begun = true;
                GuardedServer.begun(connection);
            }
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
        Map.copyOf(lines).forEach(Connections::tell);
    }

    private static void tell(HttpConnection connection, @Nullable Line line) {
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
        private boolean begun;
        private boolean told;

        private Line(long now) {
            this.since = now;
        }
    }
}
