package dev.modelservice.operator.scaling;

import dev.modelservice.operator.scaling.ScaleDecision.Why;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Decides how many replicas a revision should have.
 *
 * <p>The load is averaged over two windows, as Knative's autoscaler does: the stable one says how many there should be, the short one whether
 * the load has jumped; while it has, the number only rises. How quickly it may change is limited for each direction, and it falls only when
 * fewer were wanted for a while, as with HorizontalPodAutoscaler v2. It goes by what the load asks for ({@link Demand}), so the
 * crowd that gathers while replicas load does not make it ask for ever more.
 */
public final class Autoscaler {

    /** The gateways tell their counts each second; without any for this long, nobody knows the load. */
    private static final Duration FRESH = Duration.ofSeconds(3);

    private Autoscaler() {}

    /** The next step. */
    public static ScaleDecision decide(
            ScaleState before, ScalePolicy policy, LoadHistory load, Replicas replicas, Instant now) {
        var newest = load.newest(FRESH, now);
        if (newest == null) {
            var kept = policy.clamp(replicas.wanted());
            return decision(kept, Why.NO_DATA, "No gateway has told its load lately; nothing is changed.", before);
        }
        return replicas.wanted() == 0
                ? fromZero(before, policy, newest, now)
                : new Look(before, policy, load, replicas, now).decide();
    }

    private static ScaleDecision fromZero(ScaleState before, ScalePolicy policy, Sample newest, Instant now) {
        if (policy.least() == 0 && !newest.isActive()) {
            return decision(0, Why.AT_ZERO, "Nobody asks for anything; the first request starts a replica.", before);
        }
        var replicas = Math.max(1, policy.least());
        var message = policy.least() == 0
                ? number(newest.waiting()) + " requests wait; the first replica is started."
                : "At least " + policy.least() + " are wanted.";
        return decision(replicas, Why.WAKING, message, before.changed(0, replicas, kept(policy), now));
    }

    private static ScaleDecision decision(int replicas, Why why, String message, ScaleState state) {
        return new ScaleDecision(replicas, why, message, state, null);
    }

    private static Duration kept(ScalePolicy policy) {
        var up = policy.up().period();
        var down = policy.down().period();
        return up.compareTo(down) > 0 ? up : down;
    }

    private static String number(double value) {
        return BigDecimal.valueOf(value)
                .setScale(1, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }

    /** A look at replicas that are there. */
    private record Look(ScaleState before, ScalePolicy policy, LoadHistory load, Replicas replicas, Instant now) {

        ScaleDecision decide() {
            var stable = Demand.of(load, policy.metric(), policy.stableWindow(), !isLoading());
            var recent = Demand.of(load, policy.metric(), policy.panicWindow(), !isLoading());
            var jump = wanted(recent);
            var jumps = jump >= policy.panicThreshold() * replicas.wanted();
            var state = jumps ? before.panicking(now.plus(policy.stableWindow())) : before;
            var panics = state.panics(now);
            var wish = panics ? Math.max(jump, wanted(stable)) : wanted(stable);
            var calm = state.wishing(wish, policy.calm(), now);
            var bounded = bounded(calm, wish);
            var words = "%s: %s over %d s, %s over %d s; target %s for each replica, so %d"
                    .formatted(
                            policy.metric().unit(),
                            number(stable),
                            policy.stableWindow().toSeconds(),
                            number(recent),
                            policy.panicWindow().toSeconds(),
                            number(policy.target()),
                            wish);
            var next =
                    bounded == replicas.wanted() ? calm : calm.changed(replicas.wanted(), bounded, kept(policy), now);
            return new ScaleDecision(bounded, why(wish, bounded, panics), words + end(wish, bounded), next, zeroAt());
        }

        private int bounded(ScaleState state, int wish) {
            var wanted = replicas.wanted();
            if (wish > wanted) {
                var most = policy.up().most(state.fewestWithin(policy.up().period(), wanted, now));
                return policy.clamp(Math.max(wanted, Math.min(wish, most)));
            }
            if (isIdle()) {
                return policy.clamp(0);
            }
            var isCalm = load.covers(policy.calm(), now) && !state.panics(now);
            var held = isCalm ? Math.min(wanted, state.highestWish(wish)) : wanted;
            var fewest = policy.down().fewest(state.mostWithin(policy.down().period(), wanted, now));
            return policy.clamp(Math.max(1, Math.min(wanted, Math.max(held, fewest))));
        }

        private int wanted(double average) {
            if (average <= 0) {
                return isIdle() ? 0 : 1;
            }
            var ratio = average / policy.target() / replicas.wanted();
            return Math.abs(ratio - 1) <= policy.tolerance()
                    ? replicas.wanted()
                    : (int) Math.clamp(Math.ceil(average / policy.target()), 1, Integer.MAX_VALUE);
        }

        private boolean isLoading() {
            return replicas.ready() < replicas.wanted() && before.wasRaisedWithin(policy.initialDelay(), now);
        }

        private boolean isIdle() {
            var zero = zeroAt();
            return zero != null && !zero.isAfter(now);
        }

        private @Nullable Instant zeroAt() {
            var active = load.lastActive();
            return policy.least() > 0 || active == null ? null : active.plus(policy.zeroAfter());
        }

        private Why why(int wish, int bounded, boolean panics) {
            if (bounded > replicas.wanted()) {
                return panics ? Why.JUMPING : Why.RISING;
            }
            if (bounded < replicas.wanted()) {
                return bounded == 0 ? Why.AT_ZERO : Why.FALLING;
            }
            if (wish > policy.most()) {
                return Why.AT_MOST;
            }
            return wish < bounded && bounded > policy.least() ? Why.CALMING : Why.AT_TARGET;
        }

        private String end(int wish, int bounded) {
            if (wish > policy.most()) {
                return ", where there may be " + policy.most() + ".";
            }
            return bounded == wish ? "." : "; for now " + bounded + ".";
        }
    }
}
