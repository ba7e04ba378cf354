package dev.modelservice.gateway.proxy;

import dev.modelservice.gateway.door.Door;
import dev.modelservice.gateway.door.Entry;
import dev.modelservice.gateway.door.Place;
import dev.modelservice.gateway.door.Visitor;
import dev.modelservice.gateway.door.Waiting;
import dev.modelservice.gateway.measure.Protocol;
import dev.modelservice.gateway.measure.Series;
import dev.modelservice.gateway.problem.Kind;
import dev.modelservice.gateway.problem.Problem;
import dev.modelservice.gateway.route.Draws;
import dev.modelservice.gateway.route.FieldFinder;
import dev.modelservice.gateway.route.ModelRoute;
import dev.modelservice.gateway.route.Revision;
import dev.modelservice.gateway.route.RoutingTable;
import dev.modelservice.gateway.route.SessionRule;
import dev.modelservice.gateway.route.Target;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One request, from its headers to its end: whom it is for, its place, and one or more tries to have it answered. */
final class Exchange implements Visitor, RequestBody.Owner, Delivery.Owner {

    /** Where it stands in its loop's list. */
    int index;

    private final Loop loop;
    private final Parts parts;
    private final HttpServerRequest request;
    private final Connections.@Nullable Line line;
    private final RequestBody body;
    private final Account account;
    private final Patience patience;
    private Protocol protocol = Protocol.REST;
    private String uri = "/";
    private long drawn;
    private boolean pinned;
    private boolean over;
    private boolean closes;
    private @Nullable ModelRoute route;
    private @Nullable Revision revision;
    private @Nullable Door door;
    private @Nullable Waiting waiting;
    private @Nullable FieldFinder finder;
    private @Nullable Delivery delivery;

    Exchange(Loop loop, HttpServerRequest request, Connections.@Nullable Line line, long now) {
        this.loop = loop;
        this.parts = loop.parts();
        this.request = request;
        this.line = line;
        this.account = new Account(now);
        this.body = new RequestBody(request, this, parts.memory(), now);
        this.patience = new Patience(parts.config(), body, now);
    }

    long started() {
        return account.started();
    }

    void begin() {
        request.exceptionHandler(_ -> abandoned());
        request.response().exceptionHandler(_ -> abandoned());
        request.response().closeHandler(_ -> abandoned());
        uri = request.uri();
        protocol = Asked.protocol(request, uri);
        RoutingTable table = parts.doors().table();
        switch (table.find(Asked.host(request), uri)) {
            case Target.Model(ModelRoute found, String rest) -> arrive(found, rest);
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
            case Target.Unknown(String message) -> refuse(new Problem(Kind.NOT_FOUND, message));
        }
    }

    private void lookForModel() {
        if (HttpMethod.POST.equals(request.method())) {
            finder = body.lookInto();
        } else {
            refuse(Refusals.POST_ONLY);
        }
    }

    @Override
    public void looked() {
        if (over || finder == null) {
            return;
        }
        boolean isAll = finder.isEnded() || finder.isBroken() || body.isComplete();
        boolean isEnough = body.lookedInto() >= parts.config().lookAheadBytes();
        if (route != null) {
            if (isAll || isEnough || finder.user() != null) {
                body.pause();
                choose(route, finder.user());
            }
        } else if (finder.model() != null) {
            body.pause();
            named(finder.model());
        } else if (isAll) {
            refuse(Refusals.NO_MODEL);
        } else if (isEnough) {
            refuse(Refusals.modelTooFarBehind(parts.config().lookAheadBytes()));
        }
    }

    private void named(String name) {
        ModelRoute found = parts.doors().table().named(name);
        if (found == null) {
            refuse(new Problem(Kind.NOT_FOUND, RoutingTable.unknownModel(name).message()));
        } else {
            body.rename(found.name().name());
            arrive(found, uri);
        }
    }

    private void arrive(ModelRoute found, String rest) {
        route = found;
        uri = rest;
        protocol = Asked.protocol(request, rest);
        door = parts.doors().of(found.name());
        if (door == null) {
            refuse(new Problem(
                    Kind.NOT_FOUND,
                    RoutingTable.unknownModel(found.name().toString()).message()));
            return;
        }
        patience.firstByteWithin(found.limits().requestTimeout());
        if (!body.limit(found.limits().maxRequestBytes())) {
            tooLarge();
            return;
        }
        switch (found.session()) {
            case null -> choose(found, null);
            case SessionRule.Header(String name) -> choose(found, request.getHeader(name));
            case SessionRule.OpenAiUser _ -> {
                if (protocol == Protocol.OPENAI && HttpMethod.POST.equals(request.method())) {
                    finder = body.lookInto();
                    looked();
                } else {
                    choose(found, null);
                }
            }
        }
    }

    private void choose(ModelRoute found, @Nullable String session) {
        Door model = Objects.requireNonNull(door);
        finder = null;
        drawn = model.draws().next();
        String wanted = request.getHeader(Headers.REVISION);
        pinned = wanted != null;
        if (wanted != null) {
            revision = found.revision(wanted);
        } else if (session != null) {
            revision = found.split().forSession(session);
        } else {
            revision = found.split().at(Draws.share(drawn));
        }
        if (revision == null) {
            refuse(wanted == null ? model.notReady() : Refusals.unknownRevision(found, wanted));
        } else {
            enter(model, revision);
        }
    }

    private void enter(Door model, Revision chosen) {
        long now = System.nanoTime();
        account.entered(now);
        switch (model.enter(chosen, pinned, this, now)) {
            case Place place -> deliver(place, now);
            case Waiting guest -> waiting = guest;
            case Entry.Refused(Problem problem) -> refuse(problem);
        }
    }

    @Override
    public void seated(Place place) {
        loop.run(() -> {
            waiting = null;
            if (over) {
                Objects.requireNonNull(door).leave(place);
            } else {
                deliver(place, System.nanoTime());
            }
        });
    }

    @Override
    public void refused(Problem problem) {
        loop.run(() -> {
            waiting = null;
            refuse(problem);
        });
    }

    private void deliver(Place place, long now) {
        account.chose(Objects.requireNonNull(route).name(), place.revision(), place.measure());
        account.seated(place, now);
        if (delivery == null) {
            delivery = new Delivery(loop, request, body, protocol, account, this);
            mirror(delivery);
        }
        delivery.to(place, uri);
    }

    private void mirror(Delivery original) {
        if (route == null || revision == null || door == null || protocol == Protocol.GRPC) {
            return;
        }
        Revision other = route.split().mirror(Draws.mirror(drawn), revision);
        if (other != null) {
            Mirror.begin(loop, door, other, request, body, uri, original);
        }
    }

    @Override
    public void notReached(Place place, boolean avoid) {
        Door model = Objects.requireNonNull(door);
        if (avoid) {
            model.avoid(place, System.nanoTime() + parts.config().avoidMillis() * 1_000_000L);
        }
        model.leave(place);
        place.measure().retried();
        if (account.tries() >= parts.config().maxTries() || revision == null) {
            refuse(Refusals.unreachable(Objects.requireNonNull(route).name()));
        } else {
            enter(model, revision);
        }
    }

    @Override
    public void lost() {
        refuse(Refusals.lost(Objects.requireNonNull(route).name()));
    }

    @Override
    public void leave(Place place) {
        Objects.requireNonNull(door).leave(place);
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
    private void refuse(Problem problem) {
        if (over) {
            return;
        }
        // Before anything that makes Vert.x tell of a broken connection.
        over = true;
        account.because(problem.kind());
        parts.measures().problem(problem.kind());
        chosen();
        int status = protocol == Protocol.GRPC ? 200 : problem.kind().status();
        boolean begun = delivery != null && delivery.stop();
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

    /** Where it never had a place, it counts for the revision that it was to have one at. */
    private void chosen() {
        if (route != null && revision != null && delivery == null) {
            Series series = new Series(route.name().namespace(), route.name().name(), revision.name());
            account.chose(route.name(), revision.name(), parts.measures().find(series));
        }
    }

    /** Tells a client that its connection is closed, where it is. */
    private void closeAfterAnswer() {
        if (!Asked.isHttp2(request) && (parts.drain().isDraining() || !body.isComplete())) {
            closes = true;
            request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
    }

    private void abandoned() {
        if (!over) {
            over = true;
            chosen();
            long written = delivery == null ? 0 : delivery.written();
            if (delivery != null) {
                delivery.stop();
            }
            close(0, 0, true, written, Future.succeededFuture());
        }
    }

    private void close(int status, int grpcStatus, boolean gone, long written, Future<Void> sent) {
        over = true;
        if (waiting != null && door != null) {
            door.leave(waiting);
        }
        body.discard();
        account.end(request, protocol, status, grpcStatus, gone, body.received(), written, loop);
        loop.ended(this, request, line);
        // Only who was told: a draining that began meanwhile would cut off a request that is already on its way.
        if (!Asked.isHttp2(request) && (closes || (delivery != null && delivery.closes()))) {
            sent.onComplete(_ -> Broken.closeWhenRead(loop, request, body));
        }
    }

    /** Looks at what time has made of it. */
    void check(long now) {
        switch (patience.look(now, delivery)) {
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
