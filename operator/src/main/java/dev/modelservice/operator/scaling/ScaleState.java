package dev.modelservice.operator.scaling;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an autoscaler remembers from one look to the next. All of it may be lost: then it holds what there is until it knows more.
 *
 * @param panicUntil until when the load is taken to jump
 * @param raisedAt when replicas were last added
 * @param were how many replicas there were, at each change, the oldest first
 * @param wishes how many were wanted, at each look of the time that has to be calm, the oldest first
 */
public record ScaleState(
        @Nullable Instant panicUntil, @Nullable Instant raisedAt, List<At> were, List<At> wishes) {

    /** Nothing is known yet. */
    public static final ScaleState NEW = new ScaleState(null, null, List.of(), List.of());

    public ScaleState {
        were = List.copyOf(were);
        wishes = List.copyOf(wishes);
    }

    /** So many at a time. */
    public record At(Instant at, int replicas) {}

    boolean panics(Instant now) {
        return panicUntil != null && panicUntil.isAfter(now);
    }

    /** Whether replicas were added within this time. */
    boolean wasRaisedWithin(Duration time, Instant now) {
        return raisedAt != null && raisedAt.plus(time).isAfter(now);
    }

    ScaleState panicking(Instant until) {
        return new ScaleState(until, raisedAt, were, wishes);
    }

    /** From now on so many are wanted; as long as they are no more than before, the highest of the calm time counts. */
    ScaleState wishing(int replicas, Duration calm, Instant now) {
        return new ScaleState(panicUntil, raisedAt, were, appended(wishes, replicas, calm, now));
    }

    /** The most that were wanted at any look in the calm time; at least so many. */
    int highestWish(int replicas) {
        return wishes.stream().mapToInt(At::replicas).reduce(replicas, Math::max);
    }

    /** There are another number from now on. */
    ScaleState changed(int from, int to, Duration kept, Instant now) {
        return new ScaleState(panicUntil, to > from ? now : raisedAt, appended(were, from, kept, now), wishes);
    }

    /** The fewest replicas that there were within a period that ends now. */
    int fewestWithin(Duration period, int now, Instant time) {
        return were.stream()
                .filter(change -> change.at.plus(period).isAfter(time))
                .mapToInt(At::replicas)
                .reduce(now, Math::min);
    }

    /** The most. */
    int mostWithin(Duration period, int now, Instant time) {
        return were.stream()
                .filter(change -> change.at.plus(period).isAfter(time))
                .mapToInt(At::replicas)
                .reduce(now, Math::max);
    }

    private static List<At> appended(List<At> before, int replicas, Duration kept, Instant now) {
        var after = new ArrayList<>(before.stream()
                .filter(change -> change.at.plus(kept).isAfter(now))
                .toList());
        after.add(new At(now, replicas));
        return after;
    }
}
