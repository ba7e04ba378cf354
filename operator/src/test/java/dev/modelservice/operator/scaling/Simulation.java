package dev.modelservice.operator.scaling;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Requests flow through replicas that take a time to start; a queue holds what finds no place. Half a second is a step. */
final class Simulation {

    static final double STEP_SECONDS = 0.5;
    static final double SERVICE_SECONDS = 0.25;
    static final int PLACES = 8;
    static final double TARGET = 4;

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Shape shape;
    private final Rule rule;
    private final double startSeconds;
    private final List<Double> readyAt = new ArrayList<>();
    private double atWork;
    private double waiting;

    Simulation(Shape shape, Rule rule, double startSeconds) {
        this.shape = shape;
        this.rule = rule;
        this.startSeconds = startSeconds;
        // A load that was there before finds a replica.
        if (shape.at(0) > 0) {
            readyAt.add(0.0);
        }
    }

    /**
     * What came of it.
     *
     * @param most replicas at a time, and {@code needed} the most that the load asks for at the target
     * @param turns how often the number went the other way
     * @param replicaSeconds what it cost
     * @param waitSeconds how long a request waited, on average
     * @param reachedAfter seconds from when the load was first at its highest until the replicas for it were wanted; -1: never
     * @param atEnd replicas when it was over
     */
    record Outcome(
            int most,
            int needed,
            int turns,
            double replicaSeconds,
            double waitSeconds,
            double reachedAfter,
            int atEnd) {}

    Outcome run() {
        var counts = new ArrayList<Integer>();
        double came = 0;
        double waited = 0;
        double replicaSeconds = 0;
        double needed = 0;
        for (double t = 0; t < shape.seconds(); t += STEP_SECONDS) {
            needed = Math.max(needed, shape.at(t) * SERVICE_SECONDS / TARGET);
        }
        int target = (int) Math.ceil(needed - 1e-9);
        double highestAt = -1;
        double reachedAt = -1;
        for (double t = 0; t < shape.seconds(); t += STEP_SECONDS) {
            double arrivals = shape.at(t) * STEP_SECONDS;
            came += arrivals;
            flow(arrivals, t);
            waited += waiting * STEP_SECONDS;
            var now = START.plus(Duration.ofMillis(Math.round(t * 1000)));
            var load = new Sample(atWork, waiting, shape.at(t), atWork / SERVICE_SECONDS, atWork, 0);
            set(rule.replicas(now, load, new Replicas(readyAt.size(), ready(t))), t);
            counts.add(readyAt.size());
            replicaSeconds += readyAt.size() * STEP_SECONDS;
            if (highestAt < 0 && shape.at(t) * SERVICE_SECONDS / TARGET >= needed - 1e-6) {
                highestAt = t;
            }
            if (highestAt >= 0 && reachedAt < 0 && readyAt.size() >= target) {
                reachedAt = t;
            }
        }
        return new Outcome(
                counts.stream().mapToInt(Integer::intValue).max().orElse(0),
                target,
                turns(counts),
                replicaSeconds,
                waited / came,
                reachedAt < 0 ? -1 : reachedAt - highestAt,
                counts.getLast());
    }

    private void flow(double arrivals, double t) {
        // Those who are at work leave in the course of the step, and those who wait take their places.
        double capacity = ready(t) * PLACES * STEP_SECONDS / SERVICE_SECONDS;
        double toDo = waiting + arrivals;
        double done = Math.min(toDo, capacity);
        waiting = toDo - done;
        atWork = done * SERVICE_SECONDS / STEP_SECONDS;
    }

    private int ready(double t) {
        return (int) readyAt.stream().filter(at -> at <= t).count();
    }

    private void set(int wanted, double t) {
        while (readyAt.size() < wanted) {
            readyAt.add(t + startSeconds);
        }
        while (readyAt.size() > wanted) {
            readyAt.removeLast();
        }
    }

    private static int turns(List<Integer> counts) {
        int turns = 0;
        int direction = 0;
        for (int i = 1; i < counts.size(); i++) {
            int step = Integer.signum(counts.get(i) - counts.get(i - 1));
            if (step != 0) {
                turns += direction != 0 && step != direction ? 1 : 0;
                direction = step;
            }
        }
        return turns;
    }
}
