package dev.modelservice.e2e.gateway;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.HostAndPort;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A client that says which host it means, whatever it connects to. */
public final class Client {

    private final HttpClient http;
    /**
     * The event loop that the answers come in on. Who asks on another thread may listen to an answer only when it is over, and
     * then gets an empty body.
     */
    private final Context context;

    private final String address;
    private final int port;

    public Client(Vertx vertx, String address, int port, HttpVersion version) {
        this.address = address;
        this.port = port;
        this.context = vertx.getOrCreateContext();
        this.http = vertx.createHttpClient(
                new HttpClientOptions().setProtocolVersion(version).setHttp2ClearTextUpgrade(false),
                new PoolOptions().setHttp1MaxSize(256));
    }

    public Client(Vertx vertx, int port, HttpVersion version) {
        this(vertx, "127.0.0.1", port, version);
    }

    public Client(Vertx vertx, int port) {
        this(vertx, port, HttpVersion.HTTP_1_1);
    }

    /** A whole answer. */
    public record Answer(int status, MultiMap headers, String body) {

        public JsonObject json() {
            return new JsonObject(body);
        }

        public String header(String name) {
            return String.valueOf(headers.get(name));
        }
    }

    public Answer get(String host, String uri) {
        return get(send(HttpMethod.GET, host, uri, Map.of(), null));
    }

    public Answer get(String host, String uri, Map<String, String> headers) {
        return get(send(HttpMethod.GET, host, uri, headers, null));
    }

    /** Waits until a model answers at this host. */
    public void awaitServed(String host) {
        Awaitility.await().until(() -> get(host, "/").status() == 200);
    }

    /**
     * Waits until the model answers whichever gateway of several a connection leads to: they learn of it one after the other. Each
     * of these requests comes over a connection of its own; that thirty in a row all miss one of two gateways happens once in a
     * billion times.
     */
    public void awaitServedByAll(String host, String uri) {
        var closing = Map.of("connection", "close");
        Awaitility.await("each gateway serves " + host)
                .until(() -> IntStream.range(0, 30)
                        .allMatch(_ -> get(host, uri, closing).status() == 200));
    }

    public Answer post(String host, String uri, String body) {
        return get(send(HttpMethod.POST, host, uri, Map.of(), Buffer.buffer(body)));
    }

    public Future<Answer> send(
            HttpMethod method, String host, String uri, Map<String, String> headers, @Nullable Buffer body) {
        Promise<Answer> answer = Promise.promise();
        context.runOnContext(_ -> request(method, host, uri, headers, body).onComplete(answer));
        return answer.future();
    }

    private Future<Answer> request(
            HttpMethod method, String host, String uri, Map<String, String> headers, @Nullable Buffer body) {
        RequestOptions options = new RequestOptions()
                .setHost(address)
                .setPort(port)
                .setMethod(method)
                .setURI(uri);
        return http.request(options)
                .compose(request -> {
                    request.authority(HostAndPort.authority(host, -1));
                    headers.forEach(request::putHeader);
                    return body == null ? request.send() : request.send(body);
                })
                .compose(response -> response.body()
                        .map(content -> new Answer(response.statusCode(), response.headers(), content.toString())));
    }

    /** Waits for it. */
    public static <T> T get(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }

    public HttpClient http() {
        return http;
    }
}
