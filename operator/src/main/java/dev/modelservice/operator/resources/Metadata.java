package dev.modelservice.operator.resources;

import dev.modelservice.api.v1alpha1.ModelService;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import java.util.List;

/** Name, labels and owners of what we make. */
final class Metadata {

    private Metadata() {}

    /** Of a child: it has its ModelService's name and goes with it. */
    static ObjectMeta child(ModelService service) {
        return new ObjectMetaBuilder()
                .withName(Names.of(service))
                .withNamespace(service.getMetadata().getNamespace())
                .withLabels(Labels.of(service))
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
