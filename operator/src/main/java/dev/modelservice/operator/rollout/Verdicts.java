package dev.modelservice.operator.rollout;

import dev.modelservice.api.v1alpha1.VerdictStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What several verdicts say together. */
final class Verdicts {

    /** Numbers that move say nothing new; they are told anew after this time. */
    private static final Duration STALE = Duration.ofSeconds(60);

    private Verdicts() {}

    static Optional<VerdictStatus> failed(List<VerdictStatus> verdicts) {
        return first(verdicts, VerdictStatus.FAIL);
    }

    static Optional<VerdictStatus> inconclusive(List<VerdictStatus> verdicts) {
        return first(verdicts, VerdictStatus.INCONCLUSIVE);
    }

    /** Whether each of so many checks has passed. */
    static boolean passed(List<VerdictStatus> verdicts, int checks) {
        return verdicts.size() >= checks
                && verdicts.stream().allMatch(verdict -> verdict.verdict().equals(VerdictStatus.PASS));
    }

    static boolean speaksOf(List<VerdictStatus> verdicts, String metric) {
        return verdicts.stream().anyMatch(verdict -> verdict.metric().equals(metric));
    }

    /** Of the earlier ones, those of the same checks. */
    static List<VerdictStatus> ofTheSame(List<VerdictStatus> before, List<VerdictStatus> now) {
        return before.stream()
                .filter(verdict -> speaksOf(now, verdict.metric()))
                .toList();
    }

    /** Those that are worth telling: the old ones, as long as the new ones say the same and were told lately. */
    static List<VerdictStatus> told(List<VerdictStatus> before, List<VerdictStatus> now, Instant at) {
        return isSame(before, now) && isFresh(before, at) ? before : now;
    }

    /** The same while the step has to hold anyway: then news can wait. */
    static List<VerdictStatus> toldWhileHeld(
            List<VerdictStatus> before, List<VerdictStatus> now, Instant heldSince, Instant at) {
        return heldSince.plus(STALE).isAfter(at) ? before : told(before, now, at);
    }

    /** A verdict in one sentence. */
    static String sentence(VerdictStatus verdict) {
        var measured = verdict.value() == null ? "" : " is " + verdict.value();
        var bound = verdict.bound() == null ? "" : ", wanted " + verdict.bound();
        var words = verdict.message() == null ? "" : " (" + verdict.message() + ")";
        return verdict.metric() + measured + bound + words;
    }

    private static Optional<VerdictStatus> first(List<VerdictStatus> verdicts, String kind) {
        return verdicts.stream()
                .filter(verdict -> verdict.verdict().equals(kind))
                .findFirst();
    }

    private static boolean isSame(List<VerdictStatus> before, List<VerdictStatus> now) {
        return before.size() == now.size()
                && IntStream.range(0, now.size())
                        .allMatch(i -> before.get(i).metric().equals(now.get(i).metric())
                                && before.get(i).verdict().equals(now.get(i).verdict()));
    }

    private static boolean isFresh(List<VerdictStatus> before, Instant at) {
        return before.stream()
                .map(VerdictStatus::at)
                .allMatch(
                        told -> told == null || Instant.parse(told).plus(STALE).isAfter(at));
    }
}
