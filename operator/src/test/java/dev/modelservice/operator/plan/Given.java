package dev.modelservice.operator.plan;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.modelservice.api.kserve.ClusterServingRuntime;
import dev.modelservice.api.kserve.ServingRuntime;
import dev.modelservice.api.kserve.ServingRuntimeSpec;
import dev.modelservice.api.v1alpha1.ModelService;
import dev.modelservice.api.v1alpha1.RuntimeStatus;
import dev.modelservice.operator.choice.Candidate;
import dev.modelservice.operator.choice.Runtimes;
import dev.modelservice.operator.observe.Door;
import dev.modelservice.operator.resources.GatewaySettings;
import dev.modelservice.operator.resources.Settings;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GRPCRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the documents of a golden case. */
final class Given {

    /** Divides what was before from what is now. */
    static final String THEN = "Then";

    private static final List<Class<?>> TYPES = List.of(
            ModelService.class,
            Deployment.class,
            Pod.class,
            ServingRuntime.class,
            ClusterServingRuntime.class,
            EndpointSlice.class,
            HTTPRoute.class,
            GRPCRoute.class);

    private Given() {}

    /** An object of the cluster, or the set of KServe's kinds that the cluster has, or {@link #THEN}. */
    static Object parse(String document) {
        var map = Serialization.unmarshal(document, Map.class);
        var kind = map.get("kind");
        if (THEN.equals(kind)) {
            return THEN;
        }
        if ("Kinds".equals(kind)) {
            return new Kinds(map.get("installed") instanceof List<?> names ? names : List.of());
        }
        if ("Settings".equals(kind)) {
            return Setup.of(Serialization.unmarshal(document, Written.class));
        }
        var type = TYPES.stream()
                .filter(known -> known.getSimpleName().equals(kind))
                .findFirst()
                .orElseThrow();
        return Serialization.unmarshal(document, type);
    }

    /** KServe's runtimes among the documents. */
    static Runtimes runtimes(List<?> documents) {
        var installed = documents.stream()
                .filter(Kinds.class::isInstance)
                .map(Kinds.class::cast)
                .findFirst()
                .orElse(new Kinds(List.of(ServingRuntime.KIND, ClusterServingRuntime.KIND)));
        return new Runtimes(
                kind(installed, ServingRuntime.KIND, only(documents, ServingRuntime.class)),
                kind(installed, ClusterServingRuntime.KIND, only(documents, ClusterServingRuntime.class)));
    }

    /** One of KServe's runtimes, as the informers would see it. */
    static Candidate candidate(String kind, CustomResource<ServingRuntimeSpec, Void> runtime) {
        var metadata = runtime.getMetadata();
        return new Candidate(
                new RuntimeStatus(kind, metadata.getName()),
                Objects.requireNonNullElse(metadata.getCreationTimestamp(), ""),
                metadata.getAnnotations(),
                runtime.getSpec());
    }

    private static Runtimes.Kind kind(
            Kinds installed, String kind, Stream<? extends CustomResource<ServingRuntimeSpec, Void>> objects) {
        return installed.names().contains(kind)
                ? new Runtimes.Kind(
                        Runtimes.State.WATCHED,
                        objects.map(object -> candidate(kind, object)).toList())
                : Runtimes.Kind.of(Runtimes.State.NOT_INSTALLED);
    }

    private static <T> Stream<T> only(List<?> documents, Class<T> type) {
        return documents.stream().filter(type::isInstance).map(type::cast);
    }

    private record Kinds(List<?> names) {}

    /** How the operator is set up, and which kinds of the Gateway API the cluster has. */
    record Setup(Settings settings, Set<String> routeKinds) {

        static Setup of(Written written) {
            var all = Set.of(Door.HTTP_ROUTE, Door.GRPC_ROUTE);
            var usual = World.SETTINGS;
            var gateway = written.gateway() == null
                    ? null
                    : GatewaySettings.of(
                            written.gateway(), written.domain(), Objects.requireNonNullElse(written.scheme(), "http"));
            return new Setup(
                    new Settings(usual.runtimeImage(), usual.clusterDomain(), usual.networkPolicy(), gateway),
                    written.routeKinds() == null ? all : written.routeKinds());
        }
    }

    @JsonIgnoreProperties("kind")
    record Written(
            @Nullable String gateway,
            @Nullable String domain,
            @Nullable String scheme,
            @Nullable Set<String> routeKinds) {}
}
