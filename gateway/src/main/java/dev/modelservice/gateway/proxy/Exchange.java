package dev.modelservice.gateway.proxy;

import dev.modelservice.gateway.door.Door;
import dev.modelservice.gateway.measure.Protocol;
import dev.modelservice.gateway.problem.Kind;
import dev.modelservice.gateway.problem.Problem;
import dev.modelservice.gateway.route.ModelRoute;
import dev.modelservice.gateway.route.RoutingTable;
import dev.modelservice.gateway.route.SessionRule;
import dev.modelservice.gateway.route.Target;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One request, from its headers to its end: whom it is for, its turn there, and how it ends. */
final class Exchange implements RequestBody.Owner, BodyLook.Owner, Turn.Owner {

    private static final Logger LOG = Logger.getLogger(Exchange.class);

    /** Where it stands in its loop's list. */
    int index;

    private final Loop loop;
    private final Parts parts;
    private final Context context = Objects.requireNonNull(Vertx.currentContext());
    private final HttpServerRequest request;
    private final Connections.@Nullable Line line;
    private final RequestBody body;
    private final BodyLook look;
    private final Account account;
    private final Patience patience;
    private Protocol protocol = Protocol.REST;
    private String uri = "/";
    private boolean over;
    private boolean closed;
    private boolean closes;
    private @Nullable ModelRoute route;
    private @Nullable Turn turn;

    Exchange(Loop loop, HttpServerRequest request, Connections.@Nullable Line line, long now) {
        this.loop = loop;
        this.parts = loop.parts();
        this.request = request;
        this.line = line;
        this.account = new Account(now);
        this.body = new RequestBody(request, this, parts.memory(), now);
        this.look = new BodyLook(body, parts.config().lookAheadBytes(), this);
        this.patience = new Patience(parts.config(), body, now);
    }

    long started() {
        return account.started();
    }

    @Override
    public boolean isOver() {
        return over;
    }

    /** Whether this is the context that Vert.x has made for this request. */
    @SuppressWarnings("ReferenceEquality") // this one, not one like it
    boolean runsOn(@Nullable Context other) {
        return context == other;
    }

    @Override
    public void later(Runnable action) {
        context.runOnContext(_ -> action.run());
    }

    void begin() {
        request.exceptionHandler(_ -> abandoned());
        request.response().exceptionHandler(_ -> abandoned());
        request.response().closeHandler(_ -> abandoned());
        uri = request.uri();
        protocol = Asked.protocol(request, uri);
        RoutingTable table = parts.doors().table();
        switch (table.find(Asked.host(request), uri)) {
            case Target.Model found -> arrive(found);
            case Target.NamedInBody _ -> lookForModel();
            case Target.ModelList _ -> {
                ending();
                closeAfterAnswer();
                told(Replies.models(request.response(), table.models()));
            }
            case Target.OneModel(ModelRoute found) -> {
                ending();
                closeAfterAnswer();
                told(Replies.model(request.response(), found));
            }
            case Target.NotYet _ -> refuse(Refusals.NOT_YET);
            case Target.Unknown unknown -> unknown(unknown);
        }
    }

    private void lookForModel() {
        if (HttpMethod.POST.equals(request.method())) {
            look.forModel();
        } else {
            refuse(Refusals.POST_ONLY);
        }
    }

    @Override
    public void looked() {
        if (!over) {
            look.more();
        }
    }

    @Override
    public void named(String name) {
        ModelRoute found = parts.doors().table().named(name);
        if (found == null) {
            unknown(RoutingTable.unknownModel(name));
        } else {
            body.rename(found.name().name());
            arrive(new Target.Model(found, uri));
        }
    }

    private void unknown(Target.Unknown target) {
        refuse(new Problem(Kind.NOT_FOUND, target.message()));
    }

    private void arrive(Target.Model target) {
        ModelRoute found = target.route();
        route = found;
        protocol = Asked.protocol(request, target.uri());
        Door door = parts.doors().of(found.name());
        if (door == null) {
            unknown(RoutingTable.unknownModel(found.name().toString()));
            return;
        }
        patience.firstByteWithin(found.limits().requestTimeout());
        if (!body.limit(found.limits().maxRequestBytes())) {
            tooLarge();
            return;
        }
        turn = new Turn(loop, request, body, account, protocol, this, target, door);
        switch (found.session()) {
            case null -> turn.begin(null);
            case SessionRule.Header(String name) -> turn.begin(request.getHeader(name));
            case SessionRule.OpenAiUser _ -> {
                if (protocol == Protocol.OPENAI && HttpMethod.POST.equals(request.method())) {
                    look.forUser();
                } else {
                    turn.begin(null);
                }
            }
        }
    }

    @Override
    public void askedBy(@Nullable String user) {
        if (turn != null) {
            turn.begin(user);
        }
    }

    @Override
    public void ending() {
        over = true;
    }

    @Override
    public void delivered(int status, int grpcStatus, long written, Future<Void> sent) {
        close(status, grpcStatus, false, written, sent);
    }

    @Override
    public void tooLarge() {
        refuse(Refusals.tooLarge(route));
    }

    @Override
    public void noMemory() {
        refuse(Refusals.NO_MEMORY);
    }

    private void told(Future<Void> sent) {
        close(200, 0, false, 0, sent);
    }

    /** Answers it without a model, or breaks off the answer that has begun. */
    @Override
    public void refuse(Problem problem) {
        if (over) {
            return;
        }
        // Before anything that makes Vert.x tell of a broken connection.
        over = true;
        account.because(problem.kind());
        parts.measures().problem(problem.kind());
        int status = protocol == Protocol.GRPC ? 200 : problem.kind().status();
        boolean begun = turn != null && turn.stop();
        Future<Void> sent;
        if (!begun) {
            closeAfterAnswer();
            sent = Replies.problem(request.response(), protocol, problem);
        } else if (protocol == Protocol.GRPC) {
            sent = Replies.brokenCall(request.response(), problem);
        } else {
            sent = Broken.off(request);
        }
        close(status, problem.kind().grpcStatus(), false, 0, sent);
    }

    /** Tells a client that its connection is closed, where it is. */
    private void closeAfterAnswer() {
        if (!Asked.isHttp2(request) && (parts.drain().isDraining() || !body.isComplete())) {
            closes = true;
            request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
    }

    /** Something of it threw what nobody expected: its client is told now, instead of when its time is up. */
    void failed(Throwable problem) {
        LOG.errorf(
                problem,
                "The gateway failed at a request of %s for %s",
                protocol.label(),
                route == null ? "no model yet" : route.name());
        try {
            refuse(Refusals.INTERNAL);
        } catch (RuntimeException again) {
            LOG.error("Nor could its client be told", again);
        }
        if (!closed) {
            // Its answer was about to end, or cannot be given.
            breakOff();
        }
    }

    private void breakOff() {
        over = true;
        if (turn != null) {
            turn.stop();
        }
        Future<Void> broken = Broken.off(request);
        close(Kind.INTERNAL.status(), Kind.INTERNAL.grpcStatus(), false, 0, broken);
    }

    private void abandoned() {
        if (!over) {
            over = true;
            Delivery delivery = delivery();
            long written = delivery == null ? 0 : delivery.written();
            if (turn != null) {
                turn.stop();
            }
            close(0, 0, true, written, Future.succeededFuture());
        }
    }

    private void close(int status, int grpcStatus, boolean gone, long written, Future<Void> sent) {
        over = true;
        closed = true;
        try {
            if (turn != null) {
                turn.end();
            }
            body.discard();
            account.end(request, protocol, status, grpcStatus, gone, body.received(), written, loop);
        } finally {
            loop.ended(this, request, line);
        }
        Delivery delivery = delivery();
        // Only who was told: a draining that began meanwhile would cut off a request that is already on its way.
        if (!Asked.isHttp2(request) && (closes || (delivery != null && delivery.closes()))) {
            sent.onComplete(_ -> Broken.closeWhenRead(loop, request, body));
        }
    }

    private @Nullable Delivery delivery() {
        return turn == null ? null : turn.delivery();
    }

    /** Looks at what time has made of it. */
    void check(long now) {
        switch (patience.look(now, delivery())) {
            case NONE -> {}
            case NO_ANSWER -> refuse(Refusals.NO_ANSWER);
            case SLOW_BODY -> refuse(Refusals.SLOW_BODY);
            case CLIENT_STALLS -> {
                Broken.off(request);
                abandoned();
            }
        }
    }
}
