package dev.modelservice.gateway.proxy;

import dev.modelservice.gateway.GatewayConfig;
import dev.modelservice.gateway.route.Replica;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.StreamResetException;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.tracing.TracingPolicy;
import java.util.HashMap;
import java.util.Map;

/** One event loop's connections to replicas: HTTP/1.1 for REST, HTTP/2 for gRPC. How many there are is bounded by the places. */
final class Upstreams {

    private static final int MOST_CONNECTIONS = 100_000;
    private static final int HTTP2_CONNECTIONS = 4;
    private static final int HTTP2_IDLE_SECONDS = 60;
    private static final int MAX_HEADER_BYTES = 65_536;
    private static final int WINDOW_BYTES = 1 << 20;
    private static final long REFUSED_STREAM = 7;
    private static final int NO_STREAM = -1;
    private static final int KNOWN_ADDRESSES = 8192;

    private final HttpClient http1;
    private final HttpClient http2;
    private final Map<HttpConnection, Integer> lastStreams = new HashMap<>();
    private final Map<String, SocketAddress> addresses = new HashMap<>();

    Upstreams(Vertx vertx, GatewayConfig config) {
        PoolOptions pool = new PoolOptions()
                .setHttp1MaxSize(MOST_CONNECTIONS)
                .setHttp2MaxSize(HTTP2_CONNECTIONS)
                .setCleanerPeriod(500);
        this.http1 = vertx.createHttpClient(options(config).setKeepAliveTimeout(config.upstreamIdleSeconds()), pool);
        this.http2 = vertx.httpClientBuilder()
                .with(options(config)
                        .setProtocolVersion(HttpVersion.HTTP_2)
                        .setHttp2ClearTextUpgrade(false)
                        .setHttp2KeepAliveTimeout(HTTP2_IDLE_SECONDS)
                        .setHttp2ConnectionWindowSize(4 * WINDOW_BYTES))
                .with(pool)
                .withConnectHandler(this::opened)
                .build();
    }

    private static HttpClientOptions options(GatewayConfig config) {
        return new HttpClientOptions()
                .setConnectTimeout(config.connectMillis())
                .setMaxHeaderSize(MAX_HEADER_BYTES)
                .setMaxInitialLineLength(MAX_HEADER_BYTES)
                .setTracingPolicy(TracingPolicy.IGNORE);
    }

    private void opened(HttpConnection connection) {
        connection.goAwayHandler(goAway -> lastStreams.merge(connection, goAway.getLastStreamId(), Math::min));
        connection.closeHandler(_ -> lastStreams.remove(connection));
    }

    /** A request of which nothing is written yet; if it fails, its replica was not reached. */
    Future<HttpClientRequest> request(Replica replica, boolean grpc, HttpMethod method, String uri) {
        int port = grpc ? replica.grpcPort() : replica.httpPort();
        RequestOptions options = new RequestOptions()
                .setServer(address(replica.address(), port))
                .setHost(replica.address())
                .setPort(port)
                .setMethod(method)
                .setURI(uri);
        return (grpc ? http2 : http1).request(options);
    }

    private SocketAddress address(String host, int port) {
        if (addresses.size() > KNOWN_ADDRESSES) {
            addresses.clear();
        }
        return addresses.computeIfAbsent(host + ":" + port, _ -> SocketAddress.inetSocketAddress(port, host));
    }

    /** Whether a request that failed provably was not looked at by its replica: HTTP/2 says so, HTTP/1.1 has no word for it. */
    boolean wasRefused(HttpClientRequest request, Throwable problem) {
        if (request.version() != HttpVersion.HTTP_2) {
            return false;
        }
        if (problem instanceof StreamResetException reset) {
            return reset.getCode() == REFUSED_STREAM;
        }
        int stream = stream(request);
        Integer last = lastStreams.get(request.connection());
        return stream == NO_STREAM || (last != null && stream > last);
    }

    private static int stream(HttpClientRequest request) {
        try {
            return request.streamId();
        } catch (NullPointerException e) {
            // How Vert.x says that there is none, because the connection took no more: nothing of the request was sent.
            return NO_STREAM;
        }
    }
}
