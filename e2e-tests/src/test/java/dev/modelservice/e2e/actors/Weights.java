package dev.modelservice.e2e.actors;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** Changes a canary's weights under a crowd, and knows afterwards who answered when. */
public final class Weights {
    private static final long LATE = Duration.ofSeconds(1).toNanos();
    /** Of a thousand fair splits one is farther off than so many standard deviations. */
    private static final double DEVIATIONS = 3.2905;

    private final Canary canary;
    private final Answering crowd;
    private final List<Change> changes = new ArrayList<>();

    public Weights(Canary canary, Answering crowd) {
        this.canary = canary;
        this.crowd = crowd;
    }

    private record Change(long begun, long done, Map<String, Integer> weights) {}

    /** How many answers each revision gave. */
    public record Count(Map<String, Long> answers) {

        public long of(String revision) {
            return answers.getOrDefault(revision, 0L);
        }

        public long all() {
            return answers.values().stream().mapToLong(Long::longValue).sum();
        }

        /** Whether the revision's share is, at 99.9 %, what the weight gives it. */
        public boolean isWithinBound(String revision, int weight) {
            double share = weight / 100.0;
            double deviation = Math.sqrt(all() * share * (1 - share));
            return Math.abs(of(revision) - all() * share) <= DEVIATIONS * deviation;
        }
    }

    public void change(int first, int second) {
        long begun = System.nanoTime();
        canary.weights(first, second);
        changes.add(new Change(begun, System.nanoTime(), Map.of(canary.first(), first, Canary.SECOND, second)));
    }

    /** Changes them, waits for the second that this may take, and counts at least so many answers from then on. */
    public Count countAfter(int first, int second, int atLeast) {
        change(first, second);
        awaitTaken();
        return count(atLeast);
    }

    private void awaitTaken() {
        long then = changes.getLast().done() + LATE;
        Awaitility.await().until(() -> System.nanoTime() > then);
    }

    private Count count(int atLeast) {
        long from = System.nanoTime();
        crowd.awaitAnswers(atLeast);
        long until = System.nanoTime();
        return new Count(crowd.answers().stream()
                .filter(answer -> answer.nanoTime() > from && answer.nanoTime() <= until)
                .collect(Collectors.groupingBy(Answering.Answer::revision, Collectors.counting())));
    }

    /** Answers of a revision that had had no weight for more than a second. */
    public List<String> tooLate() {
        return delays().filter(delay -> delay > LATE)
                .map(delay -> "%d ms after the change"
                        .formatted(Duration.ofNanos(delay).toMillis()))
                .toList();
    }

    /** How long after a change a revision without weight was last heard of. */
    public Duration latest() {
        return Duration.ofNanos(delays().max(Long::compare).orElse(0L));
    }

    private Stream<Long> delays() {
        var answers = crowd.answers();
        return IntStream.range(0, changes.size()).boxed().flatMap(number -> {
            var change = changes.get(number);
            long next = number + 1 < changes.size() ? changes.get(number + 1).begun() : Long.MAX_VALUE;
            return answers.stream()
                    .filter(answer -> answer.nanoTime() > change.done() && answer.nanoTime() < next)
                    .filter(answer -> change.weights().getOrDefault(answer.revision(), 0) == 0)
                    .map(answer -> answer.nanoTime() - change.done());
        });
    }
}
