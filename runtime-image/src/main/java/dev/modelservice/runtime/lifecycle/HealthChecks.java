package dev.modelservice.runtime.lifecycle;

import dev.modelservice.runtime.RuntimeConfig;
import dev.modelservice.runtime.serve.Inference;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** What the management port says about this process. */
@Singleton
public final class HealthChecks {

    /** Fails while the model loads and from SIGTERM on. */
    @Produces
    @Singleton
    @org.eclipse.microprofile.health.Readiness
    HealthCheck model(Readiness readiness) {
        return () -> HealthCheckResponse.named("model")
                .status(readiness.isReady())
                .withData("state", readiness.description())
                .build();
    }

    /** Fails when an inference never ends, or who runs them has ended: no request can mend that, a restart can. */
    @Produces
    @Singleton
    @Liveness
    HealthCheck engine(Inference inference, RuntimeConfig config) {
        return () -> {
            Duration longest = inference.longestUnderWay();
            int lost = inference.lostWorkers();
            return HealthCheckResponse.named("engine")
                    .status(longest.toSeconds() < config.stuckAfterSeconds() && lost == 0)
                    .withData("oldestInferenceSeconds", longest.toSeconds())
                    .withData("lostWorkers", lost)
                    .build();
        };
    }
}
