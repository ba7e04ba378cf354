package dev.modelservice.gateway.lifecycle;

import dev.modelservice.gateway.drain.Drain;
import dev.modelservice.gateway.watch.Watcher;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** What the management port says about this process. */
@Singleton
public final class HealthChecks {

    /** Fails until the first table of routes is here, and from SIGTERM on; not while the API server is away. */
    @Produces
    @Singleton
    @Readiness
    HealthCheck routes(Watcher watcher, Drain drain) {
        return () -> HealthCheckResponse.named("routes")
                .status(watcher.isSynced() && !drain.isDraining())
                .withData("synced", watcher.isSynced())
                .withData("draining", drain.isDraining())
                .build();
    }
}
