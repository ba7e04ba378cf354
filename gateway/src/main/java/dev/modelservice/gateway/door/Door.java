package dev.modelservice.gateway.door;

import dev.modelservice.gateway.balance.Balancer;
import dev.modelservice.gateway.measure.Measures;
import dev.modelservice.gateway.measure.Series;
import dev.modelservice.gateway.problem.Problem;
import dev.modelservice.gateway.route.Draws;
import dev.modelservice.gateway.route.ModelRoute;
import dev.modelservice.gateway.route.Replica;
import dev.modelservice.gateway.route.Revision;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The door of one ModelService: a lock of its own, so that a crowd at one door is not felt at another. Visitors are called
 * without the lock.
 */
public final class Door {

    private final ReentrantLock lock = new ReentrantLock();
    private final Measures measures;
    private final Duration replicaWait;
    private final Draws draws;
    private final Map<String, Room> rooms = new HashMap<>();
    private ModelRoute route;
    private boolean closed;
    private final AtomicInteger waiting = new AtomicInteger();

    /**
     * @param replicaWait how long a request waits for a first replica; shorter than for a place, because nobody knows that one
     *     comes
     */
    Door(ModelRoute route, Measures measures, Duration replicaWait, long seed) {
        this.route = route;
        this.measures = measures;
        this.replicaWait = replicaWait;
        this.draws = new Draws(seed);
        update(route);
    }

    public Draws draws() {
        return draws;
    }

    /** From now on the model is this one. Who waits for a replica that is not there any more waits for another. */
    void update(ModelRoute changed) {
        List<Runnable> calls = new ArrayList<>();
        lock.lock();
        try {
            route = changed;
            List<Room> gone = new ArrayList<>();
            rooms.values().removeIf(room -> changed.revision(room.revision()) == null && gone.add(room));
            for (Revision revision : changed.revisions()) {
                room(revision.name()).replicas().replace(revision.replicas());
            }
            gone.forEach(room -> measures.forget(series(room.revision())));
            gone.forEach(room -> moveAway(room, true, calls));
            for (Room room : List.copyOf(rooms.values())) {
                if (room.replicas().replicas() == 0) {
                    moveAway(room, false, calls);
                }
            }
            rooms.values().forEach(room -> seatWaiting(room, calls));
        } finally {
            lock.unlock();
        }
        calls.forEach(Runnable::run);
    }

    private Room room(String revision) {
        return rooms.computeIfAbsent(revision, name -> new Room(name, measures.of(series(name))));
    }

    /** Whose counts those of a revision are. */
    public Series series(String revision) {
        return new Series(route.name().namespace(), route.name().name(), revision);
    }

    private void moveAway(Room from, boolean evenPinned, List<Runnable> calls) {
        List<Waiting> staying = new ArrayList<>();
        for (Waiting guest : from.waiting().close()) {
            Revision other = route.split().at(Draws.share(draws.next()));
            if (other != null && (evenPinned || !guest.isPinned())) {
                guest.moveTo(room(other.name()));
            } else if (other == null) {
                waiting.getAndDecrement();
                calls.add(() -> guest.visitor().refused(notReady()));
            } else {
                staying.add(guest);
            }
        }
        staying.forEach(guest -> guest.moveTo(from));
    }

    /**
     * A request comes for this revision.
     *
     * @param pinned whether its client named the revision, so that no other will do
     */
    public Entry enter(Revision revision, boolean pinned, Visitor visitor, long now) {
        lock.lock();
        try {
            Room room = roomFor(revision, pinned);
            if (closed || room == null) {
                return new Entry.Refused(notReady());
            }
            // Nobody passes those who wait.
            if (room.waiting().size() == 0) {
                Balancer.Seat<Replica> seat =
                        room.replicas().take(route.limits().concurrencyPerReplica(), now);
                if (seat != null) {
                    return new Place(room, seat);
                }
            }
            if (waiting.get() >= route.limits().queueLimit()) {
                return new Entry.Refused(
                        room.replicas().replicas() == 0 ? notReady() : Notices.full(route.name(), waiting.get()));
            }
            waiting.getAndIncrement();
            return new Waiting(visitor, pinned, now + patience(room).toNanos(), room);
        } finally {
            lock.unlock();
        }
    }

    /** Its room; another revision's where it has lost its replicas, or is gone, since the request looked at the table. */
    private @Nullable Room roomFor(Revision revision, boolean pinned) {
        Room room = rooms.get(revision.name());
        if (pinned || (room != null && room.replicas().replicas() > 0)) {
            return room;
        }
        Revision other = route.split().at(Draws.share(draws.next()));
        return other == null ? room : rooms.get(other.name());
    }

    private Duration patience(Room room) {
        Duration most = route.limits().queueTimeout();
        return room.replicas().replicas() == 0 && replicaWait.compareTo(most) < 0 ? replicaWait : most;
    }

    /** A place for a copy of a request: only one that nobody else wants; null for none. */
    public @Nullable Place spare(Revision revision, long now) {
        lock.lock();
        try {
            Room room = rooms.get(revision.name());
            if (closed || room == null || room.waiting().size() > 0) {
                return null;
            }
            Balancer.Seat<Replica> seat = room.replicas().take(route.limits().concurrencyPerReplica(), now);
            return seat == null ? null : new Place(room, seat);
        } finally {
            lock.unlock();
        }
    }

    /** Gives a place back, and to who waits longest. */
    public void leave(Place place) {
        List<Runnable> calls = List.of();
        lock.lock();
        try {
            Room room = place.room();
            room.replicas().give(place.seat());
            if (room.waiting().size() > 0) {
                calls = new ArrayList<>();
                seatWaiting(room, calls);
            }
        } finally {
            lock.unlock();
        }
        calls.forEach(Runnable::run);
    }

    /** The replica of this place was not reached; for a while others are asked instead. The place is still to be given back. */
    public void avoid(Place place, long until) {
        lock.lock();
        try {
            place.room().replicas().avoid(place.seat(), until);
        } finally {
            lock.unlock();
        }
    }

    private void seatWaiting(Room room, List<Runnable> calls) {
        while (room.waiting().size() > 0) {
            Balancer.Seat<Replica> seat =
                    room.replicas().take(route.limits().concurrencyPerReplica(), System.nanoTime());
            if (seat == null) {
                return;
            }
            Waiting next = room.waiting().next();
            if (next == null) {
                room.replicas().give(seat);
                return;
            }
            waiting.getAndDecrement();
            calls.add(() -> next.visitor().seated(new Place(room, seat)));
        }
    }

    /** Who waits goes away; false if it was called, or is about to be. */
    public boolean leave(Waiting guest) {
        lock.lock();
        try {
            boolean left = guest.leave();
            if (left) {
                waiting.getAndDecrement();
            }
            return left;
        } finally {
            lock.unlock();
        }
    }

    /** Sends away who has waited for too long; and looks again for places, which also become free by time. */
    void expire(long now) {
        if (waiting.get() == 0) {
            return;
        }
        List<Runnable> calls = new ArrayList<>();
        lock.lock();
        try {
            for (Room room : rooms.values()) {
                Problem problem = room.replicas().replicas() == 0
                        ? notReady()
                        : Notices.late(route.name(), route.limits().queueTimeout());
                for (Waiting guest : room.waiting().expired(now)) {
                    waiting.getAndDecrement();
                    calls.add(() -> guest.visitor().refused(problem));
                }
                seatWaiting(room, calls);
            }
        } finally {
            lock.unlock();
        }
        calls.forEach(Runnable::run);
    }

    /** The ModelService is gone. */
    void close() {
        List<Waiting> guests = new ArrayList<>();
        lock.lock();
        try {
            closed = true;
            for (Room room : rooms.values()) {
                guests.addAll(room.waiting().close());
                measures.forget(series(room.revision()));
            }
            waiting.set(0);
        } finally {
            lock.unlock();
        }
        Problem problem = Notices.deleted(route.name());
        guests.forEach(guest -> guest.visitor().refused(problem));
    }

    int waiting() {
        return waiting.get();
    }

    /** What is said where no pod is ready. */
    public Problem notReady() {
        return Notices.notReady(route.name());
    }
}
