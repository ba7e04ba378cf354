package dev.modelservice.operator.observe;

import dev.modelservice.api.v1alpha1.ModelService;
import dev.modelservice.operator.analysis.Window;
import dev.modelservice.operator.loads.Address;
import dev.modelservice.operator.loads.LoadBook;
import dev.modelservice.operator.loads.LoadReader;
import dev.modelservice.operator.prometheus.PrometheusReader;
import dev.modelservice.operator.prometheus.Subject;
import dev.modelservice.operator.resources.GatewayAddresses;
import dev.modelservice.operator.rollout.Rollout;
import dev.modelservice.operator.rollout.StoredRollout;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the gateways and Prometheus servers told in the background; asking for it waits for nobody. */
public final class Measures {

    /** Of the gateway's pods, where they tell their counts. */
    private static final int MANAGEMENT_PORT = 8081;

    private final LoadBook book;
    private final LoadReader gateways;
    private final PrometheusReader servers;

    public Measures(LoadBook book, LoadReader gateways, PrometheusReader servers) {
        this.book = book;
        this.gateways = gateways;
        this.servers = servers;
    }

    /** Those that there are now. */
    void follow(List<EndpointSlice> slices) {
        gateways.follow(addresses(slices));
    }

    /** Of the step that holds, as the status says; null where none does, or nothing is to be judged. */
    @Nullable
    Measured of(ModelService service) {
        var analysis = service.getSpec().rolloutOrDefault().analysis();
        var rollout =
                analysis == null ? null : StoredRollout.of(service.getStatus()).orElse(null);
        if (analysis == null || rollout == null) {
            return null;
        }
        var run = rollout.run();
        if (run == null || run.heldSince() == null) {
            return null;
        }
        var subject = new Subject(
                service.getMetadata().getNamespace(),
                service.getMetadata().getName(),
                run.candidate(),
                rollout.stable());
        return new Measured(window(rollout, subject, run.heldSince().toString()), servers.latest(analysis, subject));
    }

    private Window window(Rollout rollout, Subject subject, String moment) {
        var window = book.window(subject.namespace(), subject.name(), subject.candidate(), subject.stable(), moment);
        return rollout.split().weight() == 0 ? window.ofCopies() : window;
    }

    private static Set<Address> addresses(List<EndpointSlice> slices) {
        return GatewayAddresses.of(slices).stream()
                .flatMap(gateway -> gateway.addresses().stream())
                .map(address -> new Address(address, MANAGEMENT_PORT))
                .collect(Collectors.toSet());
    }
}
