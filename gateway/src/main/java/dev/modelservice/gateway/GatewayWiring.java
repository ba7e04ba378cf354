package dev.modelservice.gateway;

import dev.modelservice.gateway.accesslog.AccessLog;
import dev.modelservice.gateway.door.Doors;
import dev.modelservice.gateway.drain.Drain;
import dev.modelservice.gateway.drain.DrainPolicy;
import dev.modelservice.gateway.measure.Loads;
import dev.modelservice.gateway.measure.Measures;
import dev.modelservice.gateway.measure.PrometheusCounts;
import dev.modelservice.gateway.proxy.GatewayServer;
import dev.modelservice.gateway.proxy.Memory;
import dev.modelservice.gateway.proxy.Parts;
import dev.modelservice.gateway.watch.Watcher;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Puts the parts together; they know nothing of CDI. */
@Singleton
public final class GatewayWiring {

    @Produces
    @Singleton
    @SuppressWarnings("deprecation") // the one that Quarkus shows at /q/metrics, until it moves on to Prometheus' newer client
    Measures measures(PrometheusMeterRegistry registry) {
        Measures measures = new Measures();
        registry.getPrometheusRegistry().register(new PrometheusCounts(measures));
        return measures;
    }

    @Produces
    @Singleton
    Doors doors(Measures measures, GatewayConfig config) {
        // Each gateway, and each model in it, begins elsewhere in the sequence of its draws.
        return new Doors(measures, Duration.ofMillis(config.replicaWaitMillis()), new SecureRandom()::nextLong);
    }

    @Produces
    @Singleton
    Drain drain(GatewayConfig config) {
        DrainPolicy policy = new DrainPolicy(
                Duration.ofSeconds(config.drainSeconds()), Duration.ofMillis(config.drainQuietMillis()));
        return new Drain(policy, System::nanoTime);
    }

    @Produces
    @Singleton
    AccessLog accessLog() {
        return new AccessLog(new FileOutputStream(FileDescriptor.out));
    }

    @Produces
    @Singleton
    Parts parts(GatewayConfig config, Doors doors, Measures measures, Drain drain, AccessLog log) {
        Memory memory =
                new Memory(config.maxHeldBytes().orElse(Runtime.getRuntime().maxMemory() / 4));
        AtomicInteger connections = new AtomicInteger();
        measures.watch("connections", connections::get);
        measures.watch("held_bytes", memory::held);
        measures.watch("open_requests", drain::open);
        measures.watch("access_log_lines_lost", log::lost);
        measures.watch("models", () -> doors.table().models().size());
        return new Parts(config, doors, measures, drain, log, memory, connections);
    }

    @Produces
    @Singleton
    GatewayServer server(Vertx vertx, Parts parts) {
        return new GatewayServer(vertx, parts, Clock.systemUTC());
    }

    @Produces
    @Singleton
    Watcher watcher(KubernetesClient client, Doors doors, GatewayConfig config) {
        List<String> domains = new ArrayList<>(List.of("svc", "svc." + config.clusterDomain()));
        config.domain().ifPresent(domains::add);
        return new Watcher(client, config.watchNamespaces().orElse(List.of()), domains, doors, config.gatherMillis());
    }

    @Produces
    @Singleton
    Loads loads(Measures measures, GatewayConfig config) {
        return new Loads(measures, config.name(), Clock.systemUTC());
    }
}
