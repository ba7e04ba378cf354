package dev.modelservice.gateway.proxy;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.handler.traffic.GlobalTrafficShapingHandler;
import io.netty.util.AttributeKey;
import io.netty.util.concurrent.ScheduledFuture;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.HttpServerImpl;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.core.net.impl.SslChannelProvider;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/**
 * A server of Vert.x that counts connections from the moment they are accepted, and closes those whose first request does not come
 * in time. Vert.x itself tells of a connection only when it has read a whole head from it, which a client that sends one byte now
 * and then can put off for ever. Uses Vert.x's inner classes, so a new version of it is tried out with LimitsIT.
 */
final class GuardedServer extends HttpServerImpl {

    private static final AttributeKey<Boolean> BEGUN = AttributeKey.valueOf(GuardedServer.class, "begun");

    private final AtomicInteger connections;
    private final int mostConnections;
    private final int headSeconds;

    /**
     * @param connections of all event loops
     * @param headSeconds until the first request's head has to be here
     */
    GuardedServer(
            VertxInternal vertx,
            HttpServerOptions options,
            AtomicInteger connections,
            int mostConnections,
            int headSeconds) {
        super(vertx, options);
        this.connections = connections;
        this.mostConnections = mostConnections;
        this.headSeconds = headSeconds;
    }

    @Override
    protected BiConsumer<Channel, SslChannelProvider> childHandler(
            ContextInternal context, SocketAddress address, GlobalTrafficShapingHandler shaping) {
        BiConsumer<Channel, SslChannelProvider> usual = super.childHandler(context, address, shaping);
        return (channel, provider) -> {
            if (connections.incrementAndGet() > mostConnections) {
                connections.decrementAndGet();
                ChannelFuture _ = channel.close();
                return;
            }
            ChannelFuture _ = channel.closeFuture().addListener(_ -> connections.decrementAndGet());
            ScheduledFuture<?> _ =
                    channel.eventLoop().schedule(() -> closeUnlessBegun(channel), headSeconds, TimeUnit.SECONDS);
            usual.accept(channel, provider);
        };
    }

    private static void closeUnlessBegun(Channel channel) {
        if (!channel.hasAttr(BEGUN)) {
            ChannelFuture _ = channel.close();
        }
    }

    /** A first request is here. */
    static void begun(HttpConnection connection) {
        if (connection instanceof ConnectionBase known) {
            known.channel().attr(BEGUN).set(true);
        }
    }
}
