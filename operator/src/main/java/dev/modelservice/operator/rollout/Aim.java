package dev.modelservice.operator.rollout;

import java.time.Instant;

/** Which revision is to take over, if any. */
final class Aim {

    private Aim() {}

    static Rollout of(Rollout before, Look look, Instant now) {
        var wanted = look.wanted();
        // Whatever was refused or undone before: something else is asked for.
        var rollout = wanted.equals(before.refused()) ? before : before.refusing(null);
        if (rollout.refused() != null || wanted.equals(rollout.candidate())) {
            return rollout;
        }
        if (wanted.equals(rollout.stable())) {
            return rollout.run() == null
                    ? rollout.saying(Words.serving(wanted))
                    : rollout.ended(wanted, Words.serving(wanted), now);
        }
        // What has never served has nothing to lose.
        return rollout.isProven(rollout.stable())
                ? rollout.begun(wanted, now)
                : rollout.ended(wanted, Words.serving(wanted), now);
    }
}
