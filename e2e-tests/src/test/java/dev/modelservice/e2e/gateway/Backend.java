package dev.modelservice.e2e.gateway;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.net.Inet4Address;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A small model server: what it does is in the path that it is asked for. */
public final class Backend implements AutoCloseable {

    private static final int EVENT_MILLIS = 20;

    private final String name;
    private final Vertx vertx;
    private final HttpServer server;
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger atWork = new AtomicInteger();
    private final AtomicInteger mostAtWork = new AtomicInteger();
    private final AtomicInteger aborted = new AtomicInteger();

    private Backend(Vertx vertx, String name) {
        this.vertx = vertx;
        this.name = name;
        this.server = vertx.createHttpServer().requestHandler(this::handle);
    }

    /** One that listens on a free port. */
    public static Backend start(Vertx vertx, String name) {
        return start(vertx, name, 0);
    }

    public static Backend start(Vertx vertx, String name, int port) {
        Backend backend = new Backend(vertx, name);
        Client.get(backend.server.listen(port, "0.0.0.0"));
        return backend;
    }

    /** An address of this machine that is none of the loopback, which EndpointSlices do not take. */
    public static String address() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                    .findFirst()
                    .orElseThrow()
                    .getHostAddress();
        } catch (SocketException e) {
            throw new IllegalStateException(e);
        }
    }

    public int port() {
        return server.actualPort();
    }

    /** Requests that came. */
    public int requests() {
        return requests.get();
    }

    /** Requests that it has not answered yet. */
    public int atWork() {
        return atWork.get();
    }

    public int mostAtWork() {
        return mostAtWork.get();
    }

    /** Requests whose client went away. */
    public int aborted() {
        return aborted.get();
    }

    private void handle(HttpServerRequest request) {
        requests.incrementAndGet();
        mostAtWork.accumulateAndGet(atWork.incrementAndGet(), Math::max);
        HttpServerResponse response = request.response();
        AtomicInteger open = new AtomicInteger(1);
        response.endHandler(_ -> atWork.addAndGet(-open.getAndSet(0)));
        response.exceptionHandler(_ -> {
            if (open.get() > 0) {
                aborted.incrementAndGet();
            }
            atWork.addAndGet(-open.getAndSet(0));
        });
        response.putHeader("backend", name);
        switch (String.valueOf(request.path())) {
            case "/slow" -> {
                long millis = number(request, "millis");
                request.body().onSuccess(body -> vertx.setTimer(millis, _ -> answer(request, body)));
            }
            case "/events" -> events(response, number(request, "count"));
            case "/drop" -> request.body().onComplete(_ -> request.connection().close());
            case "/bytes" -> response.end("x".repeat((int) number(request, "count")));
            case "/status" ->
                response.setStatusCode((int) number(request, "code")).end("told so");
            default -> request.body().onSuccess(body -> answer(request, body));
        }
    }

    private static long number(HttpServerRequest request, String parameter) {
        return Long.parseLong(request.getParam(parameter));
    }

    private void answer(HttpServerRequest request, Buffer body) {
        JsonObject headers = new JsonObject();
        MultiMap all = request.headers();
        all.names().forEach(header -> headers.put(header.toLowerCase(java.util.Locale.ROOT), all.get(header)));
        JsonObject echo = new JsonObject()
                .put("backend", name)
                .put("uri", request.uri())
                .put("headers", headers)
                .put("length", body.length())
                .put("body", body.length() > 10_000 ? "" : body.toString());
        if (request.uri().contains("/v1/")) {
            echo.put("usage", new JsonObject().put("prompt_tokens", 12).put("completion_tokens", 7));
        }
        if (!request.response().closed()) {
            request.response().putHeader("content-type", "application/json").end(echo.toBuffer());
        }
    }

    /** Server-sent events, each with the time at which it was sent. */
    private void events(HttpServerResponse response, long count) {
        response.putHeader("content-type", "text/event-stream").setChunked(true);
        AtomicInteger sent = new AtomicInteger();
        vertx.setPeriodic(EVENT_MILLIS, timer -> {
            if (response.closed()) {
                vertx.cancelTimer(timer);
            } else if (sent.incrementAndGet() > count) {
                vertx.cancelTimer(timer);
                response.end("data: [DONE]\n\n");
            } else {
                response.write("data: " + System.nanoTime() + "\n\n");
            }
        });
    }

    @Override
    public void close() {
        server.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }
}
