package dev.modelservice.operator.prometheus;

import dev.modelservice.operator.analysis.QueryResult;
import dev.modelservice.operator.analysis.QueryResult.Missing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One question that is asked again and again, for as long as somebody wants to know. */
final class Asking {

    /** Of so many intervals, a result is still one of now. */
    private static final int FRESH_INTERVALS = 3;

    private static final int WANTED_INTERVALS = 10;
    private static final Duration WANTED_AT_LEAST = Duration.ofMinutes(1);

    private final Question question;
    private final Clock clock;
    private final Function<Question, QueryResult> server;
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile Instant wanted;
    private volatile @Nullable Dated last;
    private volatile @Nullable Future<?> repetition;

    private record Dated(QueryResult result, Instant at) {}

    Asking(Question question, Clock clock, Function<Question, QueryResult> server) {
        this.question = question;
        this.clock = clock;
        this.server = server;
        this.wanted = clock.instant();
    }

    Question question() {
        return question;
    }

    /** The last result, as long as it is fresh. */
    QueryResult latest() {
        wanted = clock.instant();
        var known = last;
        if (known == null) {
            return new Missing("Prometheus has not answered yet");
        }
        var age = Duration.between(known.at(), clock.instant());
        return age.compareTo(interval().multipliedBy(FRESH_INTERVALS)) > 0
                ? new Missing("the last answer of Prometheus is %d seconds old".formatted(age.toSeconds()))
                : known.result();
    }

    /** Asks, unless it is still being asked. */
    void ask() {
        if (busy.compareAndSet(false, true)) {
            try {
                last = new Dated(server.apply(question), clock.instant());
            } finally {
                busy.set(false);
            }
        }
    }

    boolean isWanted() {
        var least = interval().multipliedBy(WANTED_INTERVALS);
        var time = least.compareTo(WANTED_AT_LEAST) > 0 ? least : WANTED_AT_LEAST;
        return !wanted.plus(time).isBefore(clock.instant());
    }

    void repeatedBy(Future<?> future) {
        repetition = future;
    }

    void stop() {
        var running = repetition;
        if (running != null) {
            running.cancel(false);
        }
    }

    private Duration interval() {
        return Duration.ofSeconds(question.intervalSeconds());
    }
}
