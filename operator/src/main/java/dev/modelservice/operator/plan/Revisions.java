package dev.modelservice.operator.plan;

import dev.modelservice.api.v1alpha1.ModelService;
import dev.modelservice.api.v1alpha1.RevisionStatus;
import dev.modelservice.operator.observe.Pods;
import dev.modelservice.operator.resources.Names;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.apps.Deployment;

/** The revisions in a status: who gets which share of the requests. */
final class Revisions {

    private static final int ALL = 100;

    private Revisions() {}

    /** One that gets everything: while pods of an earlier template go on serving, they count as the same. */
    static RevisionStatus only(Deployment deployment, ModelService service) {
        var image = deployment.getSpec().getTemplate().getSpec().getContainers().stream()
                .filter(container -> Names.SERVING_CONTAINERS.contains(container.getName()))
                .map(Container::getImage)
                .findFirst()
                .orElse(null);
        return new RevisionStatus(
                Names.CURRENT, ALL, 0, null, null, service.getSpec().model().uri(), null, image);
    }

    /** The same, with the pods that there are. */
    static RevisionStatus counted(RevisionStatus revision, Pods pods) {
        return new RevisionStatus(
                revision.name(),
                revision.weight(),
                revision.mirrorPercent(),
                pods.current().size() + pods.previous().size(),
                pods.ready() + pods.previousReady(),
                revision.modelUri(),
                revision.modelDigest(),
                revision.runtimeImage());
    }
}
