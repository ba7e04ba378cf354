package dev.modelservice.operator.analysis;

/**
 * Wald's sequential test of a share of faults: at every look, all that came since the beginning is weighed for and against too many faults.
 * However often one looks, the odds hold.
 *
 * @param faults at least and at most, where they are not known more precisely: it fails by the least and passes by the most
 * @param allowed share of faults at least and at most, where it is measured itself: it fails by the most and passes by the least
 */
record Trial(long requests, Between faults, Between allowed) {

    enum Outcome {
        FAILS,
        PASSES,
        OPEN
    }

    static Trial of(long requests, Between faults, double allowed) {
        return new Trial(requests, faults, new Between(allowed, allowed));
    }

    Outcome outcome(Odds odds) {
        if (allowed.least() >= 1) {
            return Outcome.PASSES;
        }
        if (allowed.most() < 1
                && Hypotheses.allowing(allowed.most()).evidence(faults.least(), (double) requests)
                        >= odds.failsFrom()) {
            return Outcome.FAILS;
        }
        return forPassing() <= odds.passesTo() ? Outcome.PASSES : Outcome.OPEN;
    }

    /** How many more requests without a fault would make it pass. */
    long missing(Odds odds) {
        return (long) Math.ceil((odds.passesTo() - forPassing())
                / Hypotheses.allowing(allowed.least()).noFault());
    }

    private double forPassing() {
        return Hypotheses.allowing(allowed.least()).evidence(faults.most(), (double) requests);
    }
}
