package dev.modelservice.operator.resources;

import dev.modelservice.api.v1alpha1.ModelService;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import java.util.List;
import java.util.Map;

/** Name, labels and owners of what we make. */
final class Metadata {

    private Metadata() {}

    /** Of a child: it has its ModelService's name and goes with it. */
    static ObjectMeta child(ModelService service) {
        return child(service, Names.of(service), Map.of());
    }

    /** Of a child with a name of its own. */
    static ObjectMeta child(ModelService service, String name, Map<String, String> more) {
        return new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(service.getMetadata().getNamespace())
                .withLabels(Labels.of(service))
                .addToLabels(more)
                .withOwnerReferences(Owners.controller(service))
                .build();
    }

    /** Of what all ModelServices of a namespace share: it goes with the last of its owners. */
    static ObjectMeta shared(String namespace, List<OwnerReference> owners) {
        return new ObjectMetaBuilder()
                .withName(Names.SHARED)
                .withNamespace(namespace)
                .withLabels(Labels.shared())
                .withOwnerReferences(owners)
                .build();
    }
}
