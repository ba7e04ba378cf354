package dev.modelservice.gateway.proxy;

import dev.modelservice.gateway.GatewayConfig;
import dev.modelservice.gateway.accesslog.AccessLog;
import dev.modelservice.gateway.door.Doors;
import dev.modelservice.gateway.drain.Drain;
import dev.modelservice.gateway.drain.DrainPolicy;
import dev.modelservice.gateway.measure.Measures;
import dev.modelservice.gateway.route.Limits;
import dev.modelservice.gateway.route.ModelName;
import dev.modelservice.gateway.route.ModelRoute;
import dev.modelservice.gateway.route.Replica;
import dev.modelservice.gateway.route.Revision;
import dev.modelservice.gateway.route.RoutingTable;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** A gateway in this JVM, with a table of routes and no cluster; its models' pods say the same whatever they are asked. */
final class RunningGateway implements AutoCloseable {

    static final HttpClientOptions HTTP2 =
            new HttpClientOptions().setProtocolVersion(HttpVersion.HTTP_2).setHttp2ClearTextUpgrade(false);

    private final Vertx vertx;
    private final Doors doors;
    private final Drain drain;
    private final GatewayServer server;
    private final List<ModelRoute> routes = new ArrayList<>();
    private final Log log = new Log();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private RunningGateway(Vertx vertx) {
        this.vertx = vertx;
        GatewayConfig config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withMapping(GatewayConfig.class)
                .withDefaultValue("modelservice.gateway.port", "0")
                .withDefaultValue("modelservice.gateway.host", "127.0.0.1")
                .withDefaultValue("modelservice.gateway.event-loops", "1")
                .build()
                .getConfigMapping(GatewayConfig.class);
        Measures measures = new Measures();
        this.doors = new Doors(measures, Duration.ofSeconds(1), () -> 1);
        this.drain = new Drain(new DrainPolicy(Duration.ofSeconds(1), Duration.ZERO), System::nanoTime);
        Parts parts = new Parts(
                config,
                doors,
                measures,
                drain,
                new AccessLog(OutputStream.nullOutputStream()),
                new Memory(1 << 20),
                new AtomicInteger());
        this.server = new GatewayServer(vertx, parts, Clock.systemUTC());
    }

    static RunningGateway start(Vertx vertx) {
        RunningGateway gateway = new RunningGateway(vertx);
        Logger.getLogger(Exchange.class.getName()).addHandler(gateway.log);
        get(gateway.server.start());
        return gateway;
    }

    /** A model with one pod, which takes one request at a time; what the pod writes to each in turn, the last one from then on. */
    RunningGateway serving(String model, Duration timeout, String... answers) {
        AtomicInteger asked = new AtomicInteger();
        int port = get(vertx.createNetServer()
                        .connectHandler(socket -> socket.handler(
                                _ -> socket.write(answers[Math.min(asked.getAndIncrement(), answers.length - 1)])))
                        .listen(0, "127.0.0.1"))
                .actualPort();
        return serving(model, timeout, port);
    }

    RunningGateway serving(String model, Duration timeout, int port) {
        routes.add(new ModelRoute(
                new ModelName("team-a", model),
                0,
                null,
                null,
                new Limits(1, 0, Duration.ofSeconds(1), timeout, 1 << 20),
                null,
                List.of(new Revision("current", 1, 0, List.of(new Replica("127.0.0.1", port, port))))));
        doors.update(RoutingTable.of(routes, List.of()));
        return this;
    }

    HttpResponse<String> post(String model, String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + "/team-a/" + model + path))
                        .POST(HttpRequest.BodyPublishers.ofString("{}"))
                        .timeout(Duration.ofSeconds(10))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    int port() {
        return server.port();
    }

    int openRequests() {
        return drain.open();
    }

    String logged() {
        return String.join("\n", log.messages);
    }

    @Override
    public void close() {
        Logger.getLogger(Exchange.class.getName()).removeHandler(log);
        client.close();
        get(vertx.close());
    }

    private static <T> T get(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    /** Keeps what is logged. */
    private static final class Log extends Handler {

        private final Queue<String> messages = new ConcurrentLinkedQueue<>();

        @Override
        public void publish(LogRecord record) {
            messages.add(new SimpleFormatter().formatMessage(record));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
