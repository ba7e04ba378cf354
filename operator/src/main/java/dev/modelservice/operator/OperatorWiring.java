package dev.modelservice.operator;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.modelservice.operator.apply.Applier;
import dev.modelservice.operator.apply.Reporter;
import dev.modelservice.operator.loads.LoadBook;
import dev.modelservice.operator.loads.LoadReader;
import dev.modelservice.operator.metrics.OperatorMetrics;
import dev.modelservice.operator.observe.Measures;
import dev.modelservice.operator.observe.Observer;
import dev.modelservice.operator.plan.Planner;
import dev.modelservice.operator.prometheus.PrometheusReader;
import dev.modelservice.operator.resources.GatewaySettings;
import dev.modelservice.operator.resources.Settings;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.kubernetes.client.KubernetesClientObjectMapperCustomizer;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Puts the parts together; the only class that knows about injection. */
@Singleton
class OperatorWiring {

    /** A leader that dies is followed by another after at most this time. */
    private static final Duration LEASE = Duration.ofSeconds(10);

    private static final int QUERIES_AT_A_TIME = 16;

    private static final Duration RENEW = Duration.ofSeconds(7);
    private static final Duration RETRY = Duration.ofSeconds(2);

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    Observer observer(LoadBook book, LoadReader gateways, PrometheusReader servers) {
        return new Observer(new Measures(book, gateways, servers));
    }

    @Produces
    @Singleton
    LoadBook loadBook(Clock clock) {
        return new LoadBook(clock);
    }

    @Produces
    @Singleton
    LoadReader loadReader(LoadBook book) {
        return new LoadReader(book);
    }

    void close(@Disposes LoadReader gateways) {
        gateways.close();
    }

    @Produces
    @Singleton
    PrometheusReader prometheusReader(Clock clock) {
        return new PrometheusReader(clock, QUERIES_AT_A_TIME);
    }

    void close(@Disposes PrometheusReader servers) {
        servers.close();
    }

    @Produces
    @Singleton
    Settings settings(OperatorConfig config) {
        var gateway = config.gatewayService()
                .map(service ->
                        GatewaySettings.of(service, config.gatewayDomain().orElse(null), config.gatewayScheme()))
                .orElse(null);
        return new Settings(config.runtimeImage(), config.clusterDomain(), config.networkPolicy(), gateway);
    }

    @Produces
    @Singleton
    Planner planner(Settings settings) {
        return new Planner(settings);
    }

    @Produces
    @Singleton
    Applier applier() {
        return new Applier();
    }

    @Produces
    @Singleton
    Reporter reporter(OperatorConfig config) {
        return new Reporter(config.identity());
    }

    @Produces
    @Singleton
    OperatorMetrics operatorMetrics(MeterRegistry registry) {
        return new OperatorMetrics(registry);
    }

    /** The book-keeping of server-side apply is most of what a watched object weighs, and nobody here reads it. */
    @Produces
    @Singleton
    KubernetesClientObjectMapperCustomizer withoutManagedFields() {
        return mapper -> mapper.addMixIn(ObjectMeta.class, WithoutManagedFields.class);
    }

    /** None without leader election: JOSDK then starts at once. */
    @Produces
    @Dependent
    @Nullable
    LeaderElectionConfiguration leaderElection(OperatorConfig config) {
        return config.leaderElection()
                ? LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(config.leaseName())
                        .withLeaseNamespace(config.leaseNamespace())
                        .withIdentity(config.identity())
                        .withLeaseDuration(LEASE)
                        .withRenewDeadline(RENEW)
                        .withRetryPeriod(RETRY)
                        .build()
                : null;
    }

    @JsonIgnoreProperties("managedFields")
    private abstract static class WithoutManagedFields {}
}
