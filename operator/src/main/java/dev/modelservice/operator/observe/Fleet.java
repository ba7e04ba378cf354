package dev.modelservice.operator.observe;

import dev.modelservice.operator.resources.Labels;
import dev.modelservice.operator.resources.ModelDeployment;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A revision's pods. Those that are being deleted count nowhere.
 *
 * @param deployment what keeps them; null where there is none
 * @param pods the living ones
 */
public record Fleet(String revision, @Nullable Deployment deployment, List<Pod> pods) {

    public Fleet {
        pods = List.copyOf(pods);
    }

    /** Those of one revision. */
    public static Fleet of(Observed observed, String revision) {
        return new Fleet(
                revision,
                observed.deployments().stream()
                        .filter(deployment ->
                                ModelDeployment.revision(deployment).equals(revision))
                        .findFirst()
                        .orElse(null),
                observed.pods().stream()
                        .filter(pod -> isLiving(pod) && isOf(pod, revision))
                        .toList());
    }

    /** How many serve. */
    public int ready() {
        return (int) pods.stream().filter(Fleet::isReady).count();
    }

    /** How many there should be, as its Deployment says. */
    public int wanted() {
        return deployment == null ? 0 : deployment.getSpec().getReplicas();
    }

    /** Whether the kubelet has seen the pod's readiness probe pass. */
    public static boolean isReady(Pod pod) {
        return condition(pod, "Ready").map(PodCondition::getStatus).equals(Optional.of("True"));
    }

    /** A condition of a pod, where it has one. */
    public static Optional<PodCondition> condition(Pod pod, String type) {
        return pod.getStatus().getConditions().stream()
                .filter(condition -> condition.getType().equals(type))
                .findFirst();
    }

    // An evicted or failed pod stays listed until it is collected; another has taken its place.
    private static boolean isLiving(Pod pod) {
        var phase = pod.getStatus().getPhase();
        return pod.getMetadata().getDeletionTimestamp() == null
                && !"Failed".equals(phase)
                && !"Succeeded".equals(phase);
    }

    private static boolean isOf(Pod pod, String revision) {
        return revision.equals(pod.getMetadata().getLabels().get(Labels.REVISION));
    }
}
