package dev.modelservice.operator.rollout;

/** The golden set is to be sent to a revision. */
public record GoldenRun(String revision, Moment moment) {

    /** When in a rollout. */
    public enum Moment {
        BEFORE,
        PROMOTION
    }
}
