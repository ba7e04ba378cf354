package dev.modelservice.gateway.balance;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives requests to the replica that has the fewest, and none more than its limit. Equal ones take turns. A replica that could
 * not be reached is left out for a while, even if it is the only one: another try at once would fail like the first. Not for
 * several threads at a time.
 *
 * @param <R> a replica, known by its equality
 */
public final class Balancer<R> {

    private List<Seat<R>> seats = List.of();
    private int busy;
    private int turn;

    /** From now on these are the replicas. One that stays keeps its count; one that goes is given nothing more. */
    public void replace(Collection<R> replicas) {
        Map<R, Seat<R>> before = HashMap.newHashMap(seats.size());
        for (Seat<R> seat : seats) {
            before.put(seat.replica, seat);
        }
        List<Seat<R>> after = new ArrayList<>(replicas.size());
        for (R replica : replicas) {
            Seat<R> kept = before.get(replica);
            after.add(kept == null ? new Seat<>(replica) : kept);
        }
        seats = after;
    }

    /** A place at the least loaded replica that has one; null if none has. */
    public @Nullable Seat<R> take(int limit, long now) {
        Seat<R> best = null;
        int count = seats.size();
        int first = count == 0 ? 0 : Math.floorMod(turn++, count);
        for (int i = 0; i < count && (best == null || best.busy > 0); i++) {
            Seat<R> seat = seats.get(first + i < count ? first + i : first + i - count);
            if (seat.busy < limit && (best == null || seat.busy < best.busy) && !seat.isAvoided(now)) {
                best = seat;
            }
        }
        if (best != null) {
            best.busy++;
            busy++;
        }
        return best;
    }

    /** Gives a place back. */
    public void give(Seat<R> seat) {
        seat.busy--;
        busy--;
    }

    /** The replica of this place could not be reached: until then others are asked. */
    public void avoid(Seat<R> seat, long until) {
        seat.avoided = true;
        seat.avoidedUntil = until;
    }

    /** Requests at all replicas, with those that are no longer given any. */
    public int busy() {
        return busy;
    }

    public int replicas() {
        return seats.size();
    }

    /** A replica's places. */
    public static final class Seat<R> {

        private final R replica;
        private int busy;
        private boolean avoided;
        private long avoidedUntil;

        private Seat(R replica) {
            this.replica = replica;
        }

        public R replica() {
            return replica;
        }

        private boolean isAvoided(long now) {
            if (avoided && now - avoidedUntil >= 0) {
                avoided = false;
            }
            return avoided;
        }
    }
}
