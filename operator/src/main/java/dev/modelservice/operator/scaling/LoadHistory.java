package dev.modelservice.operator.scaling;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The load of the last while, sample by sample. Not for several threads at a time. */
public final class LoadHistory {

    private final Duration kept;
    private final Deque<Timed> samples = new ArrayDeque<>();
    private @Nullable Instant begun;
    private @Nullable Instant active;
    /** Of the last window in which anything was answered. */
    private double secondsEach;

    private double tokensEach;

    /** What was the case from the sample before until this one. */
    private record Timed(Instant at, Sample sample) {}

    /**
     * @param kept the longest window that will be asked for
     */
    public LoadHistory(Duration kept) {
        this.kept = kept;
    }

    /** What was seen since the sample before; later than all before. */
    public void add(Instant at, Sample sample) {
        samples.addLast(new Timed(at, sample));
        while (samples.size() > 1 && !samples.getFirst().at.isAfter(at.minus(kept))) {
            samples.removeFirst();
        }
        if (begun == null) {
            begun = at;
        }
        if (active == null || sample.isActive()) {
            active = at;
        }
        var finished = average(Sample::finished, kept);
        if (finished > 0) {
            secondsEach = average(Sample::worked, kept) / finished;
            tokensEach = average(Sample::tokens, kept) / finished;
        }
    }

    /** When somebody last asked for something; before anything was seen, the beginning counts. Null: nothing was seen yet. */
    public @Nullable Instant lastActive() {
        return active;
    }

    /** Whether it has been seen for so long. */
    public boolean covers(Duration time, Instant now) {
        return begun != null && !begun.plus(time).isAfter(now);
    }

    /** The newest; null if it is older than that, or there is none. */
    public @Nullable Sample newest(Duration age, Instant now) {
        var last = samples.peekLast();
        return last == null || last.at.plus(age).isBefore(now) ? null : last.sample;
    }

    /** Seconds that a request spends at a replica, by those that were answered last; 0: none was yet. */
    double secondsEach() {
        return secondsEach;
    }

    /** Tokens that an answer brings. */
    double tokensEach() {
        return tokensEach;
    }

    /** Requests that wait now. */
    double waiting() {
        var last = samples.peekLast();
        return last == null ? 0 : last.sample.waiting();
    }

    /** The average over the newest samples of so long, each as long as it lasted. What is not full yet is as long as what was seen. */
    double average(ToDoubleFunction<Sample> figure, Duration window) {
        var newest = samples.peekLast();
        if (newest == null) {
            return 0;
        }
        var begin = newest.at.minus(window);
        double sum = 0;
        double seconds = 0;
        var backwards = samples.descendingIterator();
        var timed = backwards.next();
        while (backwards.hasNext() && timed.at.isAfter(begin)) {
            var before = backwards.next();
            var lasted = Duration.between(before.at.isBefore(begin) ? begin : before.at, timed.at)
                            .toNanos()
                    / 1e9;
            sum += lasted * figure.applyAsDouble(timed.sample);
            seconds += lasted;
            timed = before;
        }
        return seconds > 0 ? sum / seconds : figure.applyAsDouble(newest.sample);
    }
}
