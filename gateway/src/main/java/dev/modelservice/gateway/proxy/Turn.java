package dev.modelservice.gateway.proxy;

import dev.modelservice.gateway.door.Door;
import dev.modelservice.gateway.door.Entry;
import dev.modelservice.gateway.door.Place;
import dev.modelservice.gateway.door.Visitor;
import dev.modelservice.gateway.door.Waiting;
import dev.modelservice.gateway.measure.Protocol;
import dev.modelservice.gateway.problem.Problem;
import dev.modelservice.gateway.route.Draws;
import dev.modelservice.gateway.route.ModelRoute;
import dev.modelservice.gateway.route.Revision;
import dev.modelservice.gateway.route.Target;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/** A request's turn at its model: the revision that it falls to, a place at a pod, and one or more tries to have it answered there. */
final class Turn implements Visitor, Delivery.Owner {

    /** Whose turn it is. */
    interface Owner {

        /** Whether it has its answer, or nobody waits for one. */
        boolean isOver();

        void refuse(Problem problem);

        /** On the request's own context, from any thread. */
        void later(Runnable action);

        /** The answer is about to be ended. */
        void ending();

        void delivered(int status, int grpcStatus, long written, Future<Void> sent);
    }

    private final Loop loop;
    private final HttpServerRequest request;
    private final RequestBody body;
    private final Account account;
    private final Protocol protocol;
    private final Owner owner;
    private final ModelRoute route;
    private final Door door;
    private final Target.Model target;
    private long drawn;
    private boolean pinned;
    private @Nullable Revision revision;
    private @Nullable Waiting waiting;
    private @Nullable Place place;
    private @Nullable Delivery delivery;

    Turn(
            Loop loop,
            HttpServerRequest request,
            RequestBody body,
            Account account,
            Protocol protocol,
            Owner owner,
            Target.Model target,
            Door door) {
        this.loop = loop;
        this.request = request;
        this.body = body;
        this.account = account;
        this.protocol = protocol;
        this.owner = owner;
        this.route = target.route();
        this.door = door;
        this.target = target;
    }

    /** @param session all of whose requests go to one revision */
    void begin(@Nullable String session) {
        drawn = door.draws().next();
        String wanted = target.revision() == null ? request.getHeader(Headers.REVISION) : target.revision();
        pinned = wanted != null;
        if (wanted != null) {
            revision = route.revision(wanted);
        } else if (session != null) {
            revision = route.split().forSession(session);
        } else {
            revision = route.split().at(Draws.share(drawn));
        }
        if (revision == null) {
            owner.refuse(wanted == null ? door.notReady() : Refusals.unknownRevision(route, wanted));
        } else {
            enter(revision);
        }
    }

    private void enter(Revision chosen) {
        long now = System.nanoTime();
        account.entered(now);
        switch (door.enter(chosen, pinned, this, now)) {
            case Place free -> deliver(free, now);
            case Waiting guest -> waiting = guest;
            case Entry.Refused(Problem problem) -> owner.refuse(problem);
        }
    }

    @Override
    public void seated(Place free) {
        owner.later(() -> {
            waiting = null;
            if (owner.isOver()) {
                door.leave(free);
            } else {
                deliver(free, System.nanoTime());
            }
        });
    }

    @Override
    public void refused(Problem problem) {
        owner.later(() -> {
            waiting = null;
            owner.refuse(problem);
        });
    }

    private void deliver(Place taken, long now) {
        place = taken;
        account.chose(route.name(), taken.revision(), taken.measure());
        account.seated(taken, now);
        if (delivery == null) {
            delivery = new Delivery(loop, request, body, protocol, account, this);
            mirror(delivery);
        }
        delivery.to(taken, target.uri());
    }

    private void mirror(Delivery original) {
        if (revision == null || protocol == Protocol.GRPC) {
            return;
        }
        Revision other = route.split().mirror(Draws.mirror(drawn), revision);
        if (other != null) {
            Mirror.begin(loop, door, other, request, body, target.uri(), original);
        }
    }

    @Override
    public void notReached(boolean avoid) {
        if (place != null) {
            if (avoid) {
                door.avoid(place, System.nanoTime() + loop.parts().config().avoidMillis() * 1_000_000L);
            }
            place.measure().retried();
            leave();
        }
        if (account.tries() >= loop.parts().config().maxTries() || revision == null) {
            owner.refuse(Refusals.unreachable(route.name()));
        } else {
            enter(revision);
        }
    }

    @Override
    public void lost() {
        owner.refuse(Refusals.lost(route.name()));
    }

    @Override
    public void leave() {
        if (place != null) {
            Place left = place;
            place = null;
            door.leave(left);
        }
    }

    @Override
    public void later(Runnable action) {
        owner.later(action);
    }

    @Override
    public void ending() {
        owner.ending();
    }

    @Override
    public void delivered(int status, int grpcStatus, long written, Future<Void> sent) {
        owner.delivered(status, grpcStatus, written, sent);
    }

    /** It is given up; true if the client has a part of the answer already. */
    boolean stop() {
        try {
            if (delivery != null) {
                return delivery.stop();
            }
        } finally {
            leave();
        }
        if (revision != null) {
            // It never had a place, and counts for the revision that it was to have one at.
            account.chose(route.name(), revision.name(), loop.parts().measures().find(door.series(revision.name())));
        }
        return false;
    }

    /** Who still waits for a place goes away. */
    void end() {
        if (waiting != null) {
            door.leave(waiting);
        }
    }

    @Nullable
    Delivery delivery() {
        return delivery;
    }
}
