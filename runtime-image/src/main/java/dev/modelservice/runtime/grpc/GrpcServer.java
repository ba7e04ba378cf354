package dev.modelservice.runtime.grpc;

import dev.modelservice.runtime.RuntimeConfig;
import dev.modelservice.runtime.codec.ContentCoding;
import dev.modelservice.runtime.request.RejectedException;
import dev.modelservice.runtime.serve.Drain;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** The gRPC port: HTTP/2 without TLS, on as many event loops as there are CPUs. */
@Singleton
public final class GrpcServer {

    private static final Logger LOG = Logger.getLogger(GrpcServer.class);

    /** Any free port, the same for all event loops; Vert.x wants a number below 0 that nobody else uses. */
    private static final int ANY_PORT = -9000;

    private static final int WINDOW_BYTES = 1 << 20;
    private static final int MAX_STREAMS = 1024;
    private static final int MAX_HEADER_BYTES = 16_384;

    private final Vertx vertx;
    private final GrpcRoutes routes;
    private final RuntimeConfig config;
    private final String host;
    private final Duration idle;
    private final Connections connections;
    private volatile int port;

    GrpcServer(
            Vertx vertx,
            GrpcRoutes routes,
            Drain drain,
            RuntimeConfig config,
            @ConfigProperty(name = "quarkus.http.host") String host,
            @ConfigProperty(name = "quarkus.http.idle-timeout") Duration idle,
            @ConfigProperty(name = "quarkus.http.limits.max-connections") int maxConnections) {
        this.vertx = vertx;
        this.routes = routes;
        this.config = config;
        this.host = host;
        this.idle = idle;
        this.connections = new Connections(drain, maxConnections);
    }

    void start(@Observes StartupEvent event) {
        int loops = Runtime.getRuntime().availableProcessors();
        vertx.deployVerticle(Listener::new, new DeploymentOptions().setInstances(loops))
                .onSuccess(_ -> LOG.infof("gRPC listening on %s:%d", host, port))
                .onFailure(this::fail);
    }

    private void fail(Throwable problem) {
        LOG.errorf("gRPC cannot listen on %s:%d: %s", host, config.grpcPort(), problem);
        Quarkus.asyncExit(1);
    }

    private HttpServerOptions options() {
        Http2Settings settings = new Http2Settings()
                .setMaxConcurrentStreams(MAX_STREAMS)
                .setInitialWindowSize(WINDOW_BYTES)
                .setMaxHeaderListSize(MAX_HEADER_BYTES);
        return new HttpServerOptions()
                .setHost(host)
                .setPort(config.grpcPort() == 0 ? ANY_PORT : config.grpcPort())
                .setInitialSettings(settings)
                .setHttp2ConnectionWindowSize(4 * WINDOW_BYTES)
                .setIdleTimeout(Math.toIntExact(idle.toSeconds()))
                .setIdleTimeoutUnit(TimeUnit.SECONDS);
    }

    /** One event loop's share of the port. */
    private final class Listener extends AbstractVerticle {

        @Override
        public void start(Promise<Void> started) {
            HttpServer server = vertx.createHttpServer(options());
            server.connectionHandler(connections::opened);
            server.requestHandler(request -> handle(vertx, request));
            server.listen()
                    .onSuccess(listening -> port = listening.actualPort())
                    .<Void>mapEmpty()
                    .onComplete(started);
        }
    }

    private void handle(Vertx vertx, HttpServerRequest request) {
        if (request.version() != HttpVersion.HTTP_2 || !HttpMethod.POST.equals(request.method()) || !isGrpc(request)) {
            request.response().setStatusCode(415).end("expected gRPC: HTTP/2, POST, application/grpc\n");
            return;
        }
        Call call = new Call(request, vertx.getOrCreateContext(), connections::answered);
        try {
            call.timeout(GrpcTimeout.parse(request.getHeader("grpc-timeout")));
            String coding = request.getHeader("grpc-encoding");
            if (coding != null) {
                call.coding(ContentCoding.named(coding));
            }
        } catch (RejectedException e) {
            call.end(
                    GrpcStatus.UNIMPLEMENTED,
                    e.rejection().message(),
                    Map.of("grpc-accept-encoding", "identity,gzip,deflate"));
            return;
        }
        routes.find(Objects.requireNonNullElse(request.path(), "")).begin(call);
    }

    private static boolean isGrpc(HttpServerRequest request) {
        String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        String name = type == null ? "" : type.toLowerCase(Locale.ROOT);
        return name.equals("application/grpc")
                || name.startsWith("application/grpc+proto")
                || name.startsWith("application/grpc;");
    }
}
