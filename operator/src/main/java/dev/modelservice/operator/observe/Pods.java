package dev.modelservice.operator.observe;

import dev.modelservice.operator.resources.Labels;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.util.List;
import java.util.Optional;

/** The living pods of a ModelService, told apart by revision. Pods that are being deleted count nowhere. */
public record Pods(List<Pod> current, List<Pod> previous) {

    /** Splits what was observed: {@code revision} is the one that is wanted now. */
    public static Pods of(Observed observed, String revision) {
        var living = observed.pods().stream().filter(Pods::isLiving).toList();
        return new Pods(
                living.stream().filter(pod -> isOf(pod, revision)).toList(),
                living.stream().filter(pod -> !isOf(pod, revision)).toList());
    }

    /** How many pods of the wanted revision serve. */
    public int ready() {
        return count(current);
    }

    /** How many pods of earlier revisions still serve. */
    public int previousReady() {
        return count(previous);
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

    private static int count(List<Pod> pods) {
        return (int) pods.stream().filter(Pods::isReady).count();
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
