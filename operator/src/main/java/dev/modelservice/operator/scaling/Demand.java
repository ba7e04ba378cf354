package dev.modelservice.operator.scaling;

import java.time.Duration;

/**
 * What a load asks for, in units of the metric.
 *
 * <p>Requests at work and waiting are not what concurrency asks for: while replicas load, a crowd gathers that a few of them could serve in
 * passing. What lasts is what comes in times how long each takes (Little's law), and enough beside it to take the crowd in within a
 * while. Requests at work count for themselves where they are more: long ones, of which none has ended yet.
 */
final class Demand {

    /** In which time those who wait should be served. */
    private static final double DRAIN_SECONDS = 60;

    private Demand() {}

    /**
     * @param crowd whether those who wait count: not while replicas for them are loading
     */
    static double of(LoadHistory load, Metric metric, Duration window, boolean crowd) {
        var seconds = load.secondsEach();
        var waiting = crowd ? load.waiting() : 0;
        var arrived = load.average(Sample::arrived, window);
        return switch (metric) {
            case CONCURRENCY ->
                Math.max(load.average(Sample::atWork, window), (arrived + waiting / DRAIN_SECONDS) * seconds);
            case RPS -> arrived + waiting / DRAIN_SECONDS;
            case TOKENS_PER_SECOND ->
                Math.max(load.average(Sample::tokens, window), (arrived + waiting / DRAIN_SECONDS) * load.tokensEach());
        };
    }
}
