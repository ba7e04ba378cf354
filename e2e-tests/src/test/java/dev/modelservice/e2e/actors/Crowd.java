package dev.modelservice.e2e.actors;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/**
 * Clients that ask again as soon as they are answered, over HTTP/1.1, and remember who answered and what failed. They try
 * nothing again. At most a fixed number of requests, in a fixed time, to an address of the test's own cluster.
 */
public final class Crowd implements Answering, AutoCloseable {
    private static final int MOST_REQUESTS = 400_000;
    private static final Duration LONGEST = Duration.ofMinutes(20);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String REVISION = "modelservice-revision";

    private final Question question;
    private final HttpClient http;
    /** One event loop for all of it, so that no answer is here before somebody listens. */
    private final Context context;

    private final long end = System.nanoTime() + LONGEST.toNanos();
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger asking = new AtomicInteger();
    private volatile boolean stopped;

    private Crowd(Vertx vertx, Question question, int clients, HttpClientOptions options) {
        this.question = question;
        this.context = vertx.getOrCreateContext();
        this.http = vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(clients));
    }

    /** Each client keeps its connection until it is told to close it. */
    public static Crowd keepingConnections(Vertx vertx, Question question, int clients) {
        return connectingBy(new HttpClientOptions(), vertx, question, clients);
    }

    /** Each request comes over a connection of its own. */
    public static Crowd connectingAnew(Vertx vertx, Question question, int clients) {
        return connectingBy(new HttpClientOptions().setKeepAlive(false), vertx, question, clients);
    }

    /** Connections are as the options say: with TLS, for instance, where the certificate has to be the host's. */
    public static Crowd connectingBy(HttpClientOptions options, Vertx vertx, Question question, int clients) {
        return new Crowd(vertx, question, clients, options).begin(clients);
    }

    private Crowd begin(int clients) {
        for (int client = 0; client < clients; client++) {
            asking.incrementAndGet();
            context.runOnContext(_ -> next());
        }
        return this;
    }

    private void next() {
        if (stopped || System.nanoTime() > end || sent.incrementAndGet() > MOST_REQUESTS) {
            asking.decrementAndGet();
            return;
        }
        http.request(options()).compose(this::send).compose(this::read).onComplete(result -> {
            if (result.failed()) {
                failures.add(result.cause().toString());
            }
            next();
        });
    }

    private RequestOptions options() {
        return new RequestOptions()
                .setServer(SocketAddress.inetSocketAddress(question.port(), question.address()))
                .setHost(question.host())
                .setPort(question.port())
                .setMethod(question.body() == null ? HttpMethod.GET : HttpMethod.POST)
                .setURI(question.uri())
                .setIdleTimeout(PATIENCE.toMillis());
    }

    private Future<HttpClientResponse> send(HttpClientRequest request) {
        request.authority(HostAndPort.authority(question.host(), -1));
        request.putHeader("content-type", "application/json");
        var body = question.body();
        return body == null ? request.send() : request.send(body);
    }

    private Future<Void> read(HttpClientResponse response) {
        return response.body().map(body -> {
            var text = body.toString();
            if (response.statusCode() == 200 && question.isWhole().test(text)) {
                answers.add(new Answer(System.nanoTime(), String.valueOf(response.getHeader(REVISION))));
                answered.incrementAndGet();
            } else {
                failures.add(response.statusCode() + " " + text);
            }
            return null;
        });
    }

    @Override
    public Crowd awaitAnswers(int more) {
        int wanted = answered.get() + more;
        Awaitility.await(more + " more answers; failed: " + failures.size())
                .atMost(LONGEST)
                .until(() -> answered.get() >= wanted || asking.get() == 0);
        return this;
    }

    /** Goes on for so long. */
    public void awaitFor(Duration time) {
        long then = System.nanoTime() + time.toNanos();
        Awaitility.await().atMost(time.plusSeconds(10)).until(() -> System.nanoTime() > then);
    }

    public int answered() {
        return answered.get();
    }

    @Override
    public List<Answer> answers() {
        return List.copyOf(answers);
    }

    /** What went wrong, one line each. */
    public List<String> failures() {
        return List.copyOf(failures);
    }

    /** Nobody asks any more; everybody waits for what they asked. */
    public Crowd stop() {
        stopped = true;
        Awaitility.await("the last answers").atMost(PATIENCE.plusSeconds(10)).until(() -> asking.get() == 0);
        return this;
    }

    @Override
    public void close() {
        stopped = true;
        http.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }
}
