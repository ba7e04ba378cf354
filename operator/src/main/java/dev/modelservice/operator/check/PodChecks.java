package dev.modelservice.operator.check;

import dev.modelservice.api.v1alpha1.Reason;
import dev.modelservice.operator.observe.Fleet;
import dev.modelservice.operator.observe.Observed;
import dev.modelservice.operator.resources.ModelUri;
import dev.modelservice.operator.resources.Names;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** What the pods of the wanted revision say about why they do not serve. */
final class PodChecks {

    private static final Set<String> PULL_FAILURES =
            Set.of("ErrImagePull", "ImagePullBackOff", "InvalidImageName", "ErrImageNeverPull", "ErrImageVolume");

    private static final Set<String> START_FAILURES =
            Set.of("CreateContainerConfigError", "CreateContainerError", "RunContainerError");

    private PodChecks() {}

    static Optional<Finding> noNode(Observed observed, Fleet fleet) {
        return firstOf(
                fleet,
                pod -> Fleet.condition(pod, "PodScheduled")
                        .filter(condition -> "Unschedulable".equals(condition.getReason()))
                        .map(condition -> unschedulable(sentence(condition.getMessage()))));
    }

    static Optional<Finding> modelNotFetched(Observed observed, Fleet fleet) {
        return firstOf(
                fleet,
                pod -> container(pod, Names.FETCH_CONTAINER)
                        .flatMap(PodChecks::failure)
                        .map(ended -> TerminationMessage.parse(ended)
                                .orElseGet(() -> Finding.retried(
                                        Reason.MODEL_UNREACHABLE,
                                        "fetching the model ended with exit code %d; see %s"
                                                .formatted(ended.getExitCode(), log(pod, Names.FETCH_CONTAINER))))));
    }

    static Optional<Finding> imageNotPulled(Observed observed, Fleet fleet) {
        return firstOf(fleet, pod -> waiting(pod, PULL_FAILURES).map(waiting -> notPulled(observed, waiting)));
    }

    static Optional<Finding> containerNotConfigured(Observed observed, Fleet fleet) {
        return firstOf(
                fleet,
                pod -> waiting(pod, START_FAILURES)
                        .map(waiting -> waiting.getMessage().contains("not found")
                                ? Finding.retried(
                                        Reason.REFERENCE_MISSING,
                                        waiting.getMessage() + "; make it, or correct the name in spec")
                                : Finding.stalled(
                                        Reason.PODS_REFUSED,
                                        "the container cannot be started: " + waiting.getMessage())));
    }

    static Optional<Finding> runtimeEnded(Observed observed, Fleet fleet) {
        return firstOf(
                fleet,
                pod -> containers(pod)
                        .filter(container -> Names.SERVING_CONTAINERS.contains(container.getName()))
                        .flatMap(container -> failure(container).map(ended -> ended(pod, container, ended)).stream())
                        .findFirst());
    }

    private static Finding unschedulable(String words) {
        return words.contains("persistentvolumeclaim")
                ? Finding.retried(Reason.MODEL_CLAIM_MISSING, words + "; make the claim, or correct model.uri")
                // The scheduler goes on trying, and a cluster autoscaler may bring a node.
                : Finding.retried(
                        Reason.UNSCHEDULABLE,
                        words + "; free or add what is missing, or ask for less in spec.resources and spec.template");
    }

    // The scheduler ends its sentence; ours goes on.
    private static String sentence(String words) {
        return words.endsWith(".") ? words.substring(0, words.length() - 1) : words;
    }

    private static Finding notPulled(Observed observed, ContainerStateWaiting waiting) {
        var words = PullMessage.cause(waiting.getMessage());
        var isModel = ModelUri.of(observed.service().getSpec().model()) instanceof ModelUri.Oci(String reference)
                && waiting.getMessage().contains(reference);
        return isModel
                ? Finding.retried(PullMessage.modelReason(words), "the model image cannot be pulled: " + words)
                : Finding.retried(Reason.IMAGE_PULL_FAILED, "the runtime's image cannot be pulled: " + words);
    }

    private static Finding ended(Pod pod, ContainerStatus container, ContainerStateTerminated ended) {
        if ("OOMKilled".equals(ended.getReason())) {
            return Finding.stalled(
                    Reason.OUT_OF_MEMORY,
                    "the runtime needed more memory than its limit; raise resources.limits.memory");
        }
        return TerminationMessage.parse(ended)
                .orElseGet(() -> Finding.stalled(
                        Reason.CRASH_LOOPING,
                        "the runtime ended with exit code %d; see %s"
                                .formatted(ended.getExitCode(), log(pod, container.getName()))));
    }

    private static String log(Pod pod, String container) {
        return "kubectl logs -n %s -c %s %s --previous"
                .formatted(
                        pod.getMetadata().getNamespace(),
                        container,
                        pod.getMetadata().getName());
    }

    // While a container runs again, its last end still says why the pod is not ready: no flapping between tries.
    private static Optional<ContainerStateTerminated> failure(ContainerStatus container) {
        var state = container.getState();
        var ended = state.getTerminated() != null
                ? state.getTerminated()
                : container.getLastState() == null
                        ? null
                        : container.getLastState().getTerminated();
        return Optional.ofNullable(ended).filter(end -> end.getExitCode() != 0);
    }

    private static Optional<ContainerStateWaiting> waiting(Pod pod, Set<String> reasons) {
        return containers(pod)
                .map(container -> container.getState().getWaiting())
                .filter(waiting -> waiting != null && waiting.getReason() != null && waiting.getMessage() != null)
                .filter(waiting -> reasons.contains(waiting.getReason()))
                .findFirst();
    }

    private static Optional<ContainerStatus> container(Pod pod, String name) {
        return containers(pod)
                .filter(container -> container.getName().equals(name))
                .findFirst();
    }

    private static Stream<ContainerStatus> containers(Pod pod) {
        return Stream.concat(
                pod.getStatus().getInitContainerStatuses().stream(), pod.getStatus().getContainerStatuses().stream());
    }

    private static Optional<Finding> firstOf(Fleet fleet, Function<Pod, Optional<Finding>> rule) {
        return fleet.pods().stream()
                .filter(pod -> !Fleet.isReady(pod))
                .flatMap(pod -> rule.apply(pod).stream())
                .findFirst();
    }
}
