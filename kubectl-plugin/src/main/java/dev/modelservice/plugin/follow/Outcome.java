package dev.modelservice.plugin.follow;

import dev.modelservice.plugin.view.State;

/** What a pipeline is told of a rollout. */
public enum Outcome {
    /** What the spec asks for serves everything. */
    COMPLETE(0),
    /** It does not, and an earlier revision serves. */
    REFUSED(1),
    /** It goes on when somebody acts, or when there is data to judge by. */
    WAITING(2),
    /** It is on its way. */
    RUNNING(3);

    private final int exitCode;

    Outcome(int exitCode) {
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }

    /** Whether nothing follows by itself that would change it. */
    public boolean isFinal() {
        return this == COMPLETE || this == REFUSED;
    }

    public static Outcome of(State state) {
        return switch (state) {
            case COMPLETE -> COMPLETE;
            case ROLLED_BACK, UNDONE -> REFUSED;
            case PAUSED, INCONCLUSIVE, STALLED -> WAITING;
            case PROGRESSING, PROMOTING, UNSEEN, STARTING, UNKNOWN -> RUNNING;
        };
    }
}
