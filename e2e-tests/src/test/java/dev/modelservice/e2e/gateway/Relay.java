package dev.modelservice.e2e.gateway;

import dev.modelservice.e2e.cluster.Access;
import dev.modelservice.e2e.cluster.Ports;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A way to an API server that can be cut and mended. */
final class Relay implements AutoCloseable {

    private final Vertx vertx;
    private final URI target;
    private final NetClient client;
    private final int port = Ports.free();
    private final Set<NetSocket> sockets = ConcurrentHashMap.newKeySet();
    private @Nullable NetServer server;

    /** One that is cut. */
    Relay(Vertx vertx, Access access) {
        this.vertx = vertx;
        this.target = URI.create(access.server());
        this.client = vertx.createNetClient();
    }

    /** The same access by this way. */
    Access through(Access access) {
        return new Access("https://127.0.0.1:" + port, access.certificateAuthority(), access.token());
    }

    void mend() {
        server = vertx.createNetServer().connectHandler(this::pipe);
        Client.get(server.listen(port, "127.0.0.1"));
    }

    private void pipe(NetSocket near) {
        near.pause();
        sockets.add(near);
        near.closeHandler(_ -> sockets.remove(near));
        client.connect(target.getPort(), target.getHost())
                .onFailure(_ -> near.close())
                .onSuccess(far -> {
                    near.pipeTo(far);
                    far.pipeTo(near);
                });
    }

    /** Nobody gets through, and who was is cut off. */
    void cut() {
        if (server != null) {
            Client.get(server.close());
            server = null;
            Set.copyOf(sockets).forEach(NetSocket::close);
        }
    }

    @Override
    public void close() {
        cut();
        client.close();
    }
}
