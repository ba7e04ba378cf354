package dev.modelservice.operator.observe;

import dev.modelservice.api.kserve.ClusterServingRuntime;
import dev.modelservice.api.kserve.ServingRuntime;
import dev.modelservice.api.kserve.ServingRuntimeSpec;
import dev.modelservice.api.v1alpha1.ModelService;
import dev.modelservice.api.v1alpha1.RuntimeStatus;
import dev.modelservice.operator.choice.Candidate;
import dev.modelservice.operator.choice.Runtimes;
import io.fabric8.kubernetes.client.CustomResource;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Reads KServe's runtimes from the informers' caches, as far as there are such informers: the cluster may lack the kinds. */
final class RuntimeCache {

    private RuntimeCache() {}

    static Runtimes of(String namespace, Context<ModelService> context) {
        return new Runtimes(
                Caches.find(ServingRuntime.class, ServingRuntime.KIND, context)
                        .map(source -> kind(ServingRuntime.KIND, source.list(namespace, runtime -> true)))
                        .orElseGet(() -> Runtimes.Kind.of(Runtimes.State.NOT_INSTALLED)),
                ofCluster(context));
    }

    private static Runtimes.Kind ofCluster(Context<ModelService> context) {
        if (!context.getControllerConfiguration().getInformerConfig().watchAllNamespaces()) {
            return Runtimes.Kind.of(Runtimes.State.OUT_OF_REACH);
        }
        return Caches.find(ClusterServingRuntime.class, ClusterServingRuntime.KIND, context)
                .map(source -> kind(ClusterServingRuntime.KIND, source.list(runtime -> true)))
                .orElseGet(() -> Runtimes.Kind.of(Runtimes.State.NOT_INSTALLED));
    }

    private static Runtimes.Kind kind(String kind, Stream<? extends CustomResource<ServingRuntimeSpec, Void>> objects) {
        return new Runtimes.Kind(
                Runtimes.State.WATCHED,
                objects.filter(object -> object.getSpec() != null)
                        .map(object -> candidate(kind, object))
                        .toList());
    }

    private static Candidate candidate(String kind, CustomResource<ServingRuntimeSpec, Void> object) {
        var metadata = object.getMetadata();
        return new Candidate(
                new RuntimeStatus(kind, metadata.getName()),
                Objects.requireNonNullElse(metadata.getCreationTimestamp(), ""),
                Objects.requireNonNullElse(metadata.getAnnotations(), Map.of()),
                object.getSpec());
    }
}
