package dev.modelservice.operator.scaling;

import java.time.Duration;

/** Policies with the usual settings. */
final class Policies {

    private Policies() {}

    static ScalePolicy concurrency(double target, int most) {
        return new ScalePolicy(
                0,
                most,
                Metric.CONCURRENCY,
                target,
                Duration.ofSeconds(60),
                Duration.ofSeconds(6),
                2,
                0.1,
                Duration.ofSeconds(60),
                new Limit(900, 4, Duration.ofSeconds(15)),
                new Limit(50, 1, Duration.ofSeconds(15)),
                Duration.ofSeconds(60),
                Duration.ofSeconds(120));
    }
}
