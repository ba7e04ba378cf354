package dev.modelservice.operator.analysis;

import dev.modelservice.api.v1alpha1.VerdictStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What follows for one bound of a check.
 *
 * @param verdict one of VerdictStatus's
 * @param value what was measured, a decimal number
 * @param bound what it was held against
 */
record Opinion(String verdict, @Nullable String value, String bound, String message) {

    private static final List<String> WORST_FIRST =
            List.of(VerdictStatus.FAIL, VerdictStatus.INCONCLUSIVE, VerdictStatus.PASS);

    static Opinion inconclusive(@Nullable Double value, String bound, String message) {
        return new Opinion(VerdictStatus.INCONCLUSIVE, value == null ? null : Numbers.show(value), bound, message);
    }

    static Opinion of(boolean passes, double value, String bound, String message) {
        return new Opinion(passes ? VerdictStatus.PASS : VerdictStatus.FAIL, Numbers.show(value), bound, message);
    }

    /** The opinion on a trial; where it is open, the message says what would end it. */
    static Opinion of(Trial trial, Odds odds, double value, String bound, String message) {
        return switch (trial.outcome(odds)) {
            case PASSES -> of(true, value, bound, message);
            case FAILS -> of(false, value, bound, message);
            case OPEN ->
                inconclusive(
                        value,
                        bound,
                        message
                                + "; not enough to tell, it passes with %d more that keep within the bound"
                                        .formatted(trial.missing(odds)));
        };
    }

    /** Of both bounds: the worse verdict, with what both were held against. */
    Opinion and(Opinion other) {
        var worse = WORST_FIRST.indexOf(verdict) <= WORST_FIRST.indexOf(other.verdict) ? this : other;
        return new Opinion(worse.verdict, worse.value, bound + " and " + other.bound, worse.message);
    }
}
