package dev.modelservice.operator.analysis;

/**
 * What a share of faults is held against: as many as are allowed, and so many that it is clearly too much.
 *
 * @param allowed share of requests
 * @param tooMany share of requests, larger
 */
record Hypotheses(double allowed, double tooMany) {

    /** The odds of a fault are this many times those allowed: clearly too much. */
    static final double CLEARLY = 3;

    /** Where no faults are allowed: one of ten thousand is as good as none, and one of a hundred is clearly too much. */
    static final Hypotheses NO_FAULTS = new Hypotheses(0.0001, 0.01);

    /** The hypotheses for an allowed share below 1. */
    static Hypotheses allowing(double share) {
        return share <= 0 ? NO_FAULTS : new Hypotheses(share, CLEARLY * share / (1 + (CLEARLY - 1) * share));
    }

    /** What one fault says for too many: the logarithm of how much likelier it is then. */
    double fault() {
        return Math.log(tooMany / allowed);
    }

    /** What one request without a fault says for too many; negative. */
    double noFault() {
        return Math.log1p(-tooMany) - Math.log1p(-allowed);
    }

    /** What so many faults in so many requests say for too many. */
    double evidence(double faults, double requests) {
        return faults * fault() + (requests - faults) * noFault();
    }
}
