package dev.modelservice.gateway.proxy;

import dev.modelservice.gateway.GatewayConfig;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.tracing.TracingPolicy;
import java.time.Clock;
import org.jboss.logging.Logger;

/** The ports for clients, on as many event loops as there are CPUs. */
public final class GatewayServer {

    private static final Logger LOG = Logger.getLogger(GatewayServer.class);

    /** Any free port, the same for all event loops; Vert.x wants a number below 0 that nobody else uses. */
    private static final int ANY_PORT = -8080;

    private static final int ANY_TLS_PORT = -8443;
    private static final int CHECK_MILLIS = 100;
    private static final int CONNECTION_CHECK_MILLIS = 1000;
    private static final int WINDOW_BYTES = 1 << 18;

    private final Vertx vertx;
    private final Parts parts;
    private final GatewayConfig config;
    private final Clock clock;
    private volatile int port;

    public GatewayServer(Vertx vertx, Parts parts, Clock clock) {
        this.vertx = vertx;
        this.parts = parts;
        this.config = parts.config();
        this.clock = clock;
    }

    /** Listens. */
    public Future<Void> start() {
        vertx.setPeriodic(CHECK_MILLIS, _ -> parts.doors().expire(System.nanoTime()));
        return vertx.deployVerticle(Listener::new, instances())
                .onSuccess(_ -> LOG.infof("Gateway listening on %s:%d", config.host(), port))
                .compose(_ -> startTls());
    }

    /** Where it listens, once it does. */
    int port() {
        return port;
    }

    private DeploymentOptions instances() {
        return new DeploymentOptions()
                .setInstances(config.eventLoops().orElse(Runtime.getRuntime().availableProcessors()));
    }

    private Future<Void> startTls() {
        return config.certificateDirectory()
                .map(folder -> new Certificates(vertx, folder, config.certificateCheckSeconds()))
                .map(certificates -> certificates
                        .open()
                        .compose(key -> vertx.deployVerticle(() -> new TlsListener(key), instances()))
                        .<Void>mapEmpty())
                .orElseGet(Future::succeededFuture);
    }

    private HttpServerOptions options() {
        Http2Settings settings = new Http2Settings()
                .setMaxConcurrentStreams(config.maxStreams())
                .setInitialWindowSize(WINDOW_BYTES)
                .setMaxHeaderListSize(config.maxHeaderBytes());
        return new HttpServerOptions()
                .setHost(config.host())
                .setMaxHeaderSize(config.maxHeaderBytes())
                .setMaxInitialLineLength(config.maxHeaderBytes())
                .setInitialSettings(settings)
                .setHttp2ConnectionWindowSize(4 * WINDOW_BYTES)
                // No idle timeout of Vert.x's: it would also end a connection whose request takes long to be answered.
                .setTcpKeepAlive(true)
                .setTracingPolicy(TracingPolicy.IGNORE);
    }

    private static int port(int wanted, int any) {
        return wanted == 0 ? any : wanted;
    }

    private HttpServer server(Vertx on, Context context, HttpServerOptions options) {
        HttpServer server = new GuardedServer(
                (VertxInternal) on, options, parts.connections(), config.maxConnections(), config.headerSeconds());
        Loop loop = new Loop(parts, context, new Upstreams(on, config), clock);
        server.connectionHandler(connection -> loop.connections().opened(connection, System.nanoTime()));
        server.requestHandler(loop::handle);
        server.exceptionHandler(problem -> LOG.debugf(problem, "A connection failed"));
        on.setPeriodic(CHECK_MILLIS, _ -> loop.check());
        on.setPeriodic(CONNECTION_CHECK_MILLIS, _ -> loop.checkConnections());
        parts.drain().onBegin(() -> loop.run(loop.connections()::close));
        return server;
    }

    /** One event loop's share of the port. */
    private final class Listener extends AbstractVerticle {

        @Override
        public void start(Promise<Void> started) {
            HttpServer server = server(vertx, context, options().setPort(port(config.port(), ANY_PORT)));
            server.listen()
                    .onSuccess(listening -> port = listening.actualPort())
                    .<Void>mapEmpty()
                    .onComplete(started);
        }
    }

    /** One event loop's share of the port with TLS. */
    private final class TlsListener extends AbstractVerticle {

        private final RenewedKey key;

        TlsListener(RenewedKey key) {
            this.key = key;
        }

        @Override
        public void start(Promise<Void> started) {
            HttpServerOptions options = options()
                    .setPort(port(config.tlsPort(), ANY_TLS_PORT))
                    .setSsl(true)
                    .setUseAlpn(true)
                    .setKeyCertOptions(KeyCertOptions.wrap(key));
            HttpServer server = server(vertx, context, options);
            server.listen()
                    .onSuccess(listening ->
                            LOG.infof("Gateway listening with TLS on %s:%d", config.host(), listening.actualPort()))
                    .<Void>mapEmpty()
                    .onComplete(started);
        }
    }
}
