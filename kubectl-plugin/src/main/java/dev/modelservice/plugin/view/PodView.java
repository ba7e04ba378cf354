package dev.modelservice.plugin.view;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A pod of a revision.
 *
 * @param ready containers that are ready, of {@code containers}
 * @param reason Running, or in one word why not
 */
public record PodView(
        String name, String revision, int ready, int containers, int restarts, String created, String reason) {

    public static final String REVISION_LABEL = "modelservice.dev/revision";

    private static final String RUNNING = "Running";
    private static final List<String> ON_THE_WAY =
            List.of("Pending", "ContainerCreating", "PodInitializing", "Terminating");

    /** How the pod is. */
    public enum Health {
        READY,
        ON_THE_WAY,
        FAILING
    }

    static PodView of(Pod pod) {
        var metadata = pod.getMetadata();
        var status = Objects.requireNonNullElseGet(pod.getStatus(), PodStatus::new);
        var containers = status.getContainerStatuses();
        return new PodView(
                metadata.getName(),
                Objects.requireNonNullElse(metadata.getLabels().get(REVISION_LABEL), ""),
                (int) containers.stream()
                        .filter(container -> Boolean.TRUE.equals(container.getReady()))
                        .count(),
                pod.getSpec() == null
                        ? containers.size()
                        : pod.getSpec().getContainers().size(),
                containers.stream()
                        .mapToInt(container -> Objects.requireNonNullElse(container.getRestartCount(), 0))
                        .sum(),
                Objects.requireNonNullElse(metadata.getCreationTimestamp(), ""),
                metadata.getDeletionTimestamp() != null ? "Terminating" : reason(status));
    }

    /** Whether it is as it should be. */
    public Health health() {
        if (reason.equals(RUNNING)) {
            return ready == containers ? Health.READY : Health.ON_THE_WAY;
        }
        return ON_THE_WAY.contains(reason) ? Health.ON_THE_WAY : Health.FAILING;
    }

    private static String reason(PodStatus status) {
        return Stream.concat(status.getInitContainerStatuses().stream(), status.getContainerStatuses().stream())
                .flatMap(PodView::trouble)
                .findFirst()
                .or(() -> unschedulable(status))
                .orElseGet(() -> Stream.of(status.getReason(), status.getPhase())
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse("Pending"));
    }

    private static Stream<String> trouble(ContainerStatus container) {
        var state = container.getState();
        if (state == null) {
            return Stream.empty();
        }
        if (state.getWaiting() != null) {
            return Stream.ofNullable(state.getWaiting().getReason());
        }
        var ended = state.getTerminated();
        return ended == null || Objects.equals(ended.getExitCode(), 0)
                ? Stream.empty()
                : Stream.of(Objects.requireNonNullElse(ended.getReason(), "Error"));
    }

    private static Optional<String> unschedulable(PodStatus status) {
        return status.getConditions().stream()
                .filter(condition -> condition.getType().equals("PodScheduled")
                        && condition.getStatus().equals("False"))
                .map(condition -> condition.getReason())
                .filter(Objects::nonNull)
                .findFirst();
    }
}
