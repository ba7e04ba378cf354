package dev.modelservice.operator.resources;

import dev.modelservice.api.v1alpha1.ModelService;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;

/** Owner references: the garbage collector removes what a deleted ModelService owned, so we need no finalizer. */
public final class Owners {

    private Owners() {}

    /** For a child of one ModelService. */
    public static OwnerReference controller(ModelService service) {
        return new OwnerReferenceBuilder(plain(service)).withController(true).build();
    }

    /** For an object that several ModelServices share: it goes with the last of its owners. */
    public static OwnerReference plain(ModelService service) {
        return new OwnerReferenceBuilder()
                .withApiVersion(service.getApiVersion())
                .withKind(service.getKind())
                .withName(service.getMetadata().getName())
                .withUid(service.getMetadata().getUid())
                .build();
    }

    /** For what goes with a Deployment. */
    public static OwnerReference of(Deployment deployment) {
        return new OwnerReferenceBuilder()
                .withApiVersion("apps/v1")
                .withKind("Deployment")
                .withName(deployment.getMetadata().getName())
                .withUid(deployment.getMetadata().getUid())
                .withController(true)
                .build();
    }

    /** Whether a child belongs to this very object, and not to an earlier one of the same name. */
    public static boolean owns(HasMetadata owner, HasMetadata child) {
        return child.getMetadata().getOwnerReferences().stream()
                .anyMatch(reference ->
                        reference.getUid().equals(owner.getMetadata().getUid()));
    }
}
