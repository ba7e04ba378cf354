package dev.modelservice.runtime.engine.llama.schedule;

import java.time.Duration;

/**
 * How many tokens a step may have, so that it ends soon: those who write wait for it, and so does who comes next. A large
 * model on few processors reads some tens of tokens a second, a small one thousands, so it is learned from the steps.
 */
public final class Pace {

    /** Smaller steps would cost a prompt more time than they save the others: the weights are read once a step. */
    private static final int LEAST = 64;

    private static final double NEWEST = 0.3;

    private final int most;
    private final long wantedNanos;
    private double nanosPerToken;

    /**
     * @param most tokens of any step
     * @param wanted how long a step should take
     */
    public Pace(int most, Duration wanted) {
        this.most = most;
        this.wantedNanos = wanted.toNanos();
    }

    /** Most tokens of the next step. */
    public int room() {
        if (nanosPerToken == 0) {
            return Math.min(LEAST, most);
        }
        return (int) Math.min(most, Math.max(LEAST, wantedNanos / nanosPerToken));
    }

    /** A step took so long. Small steps say little: their time is that of reading the weights, not of their tokens. */
    public void took(int tokens, long nanos) {
        if (tokens < Math.min(LEAST, most)) {
            return;
        }
        double measured = (double) nanos / tokens;
        nanosPerToken = nanosPerToken == 0 ? measured : nanosPerToken + NEWEST * (measured - nanosPerToken);
    }
}
