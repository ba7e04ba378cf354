package dev.modelservice.runtime.grpc;

import dev.modelservice.runtime.serve.Drain;
import io.vertx.core.http.HttpConnection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The open connections, whose clients are told to go elsewhere once this process was asked to stop.
 *
 * <p>What they are told is that no call is refused: those that are under way, and those that cross the message, are answered. A
 * client that comes back, because its address still leads here, gets one answer and is told again.
 */
final class Connections {

    private static final int NO_ERROR = 0;

    private final Drain drain;
    private final int most;
    /** Those that were not told yet. */
    private final Set<HttpConnection> open = ConcurrentHashMap.newKeySet();

    /**
     * @param most as many as may be open at a time
     */
    Connections(Drain drain, int most) {
        this.drain = drain;
        this.most = most;
        drain.onBegin(() -> open.forEach(this::goAway));
    }

    void opened(HttpConnection connection) {
        if (open.size() >= most) {
            connection.close();
            return;
        }
        open.add(connection);
        connection.closeHandler(_ -> open.remove(connection));
    }

    void answered(HttpConnection connection) {
        if (drain.isDraining()) {
            goAway(connection);
        }
    }

    private void goAway(HttpConnection connection) {
        if (open.remove(connection)) {
            connection.goAway(NO_ERROR, Integer.MAX_VALUE);
        }
    }
}
