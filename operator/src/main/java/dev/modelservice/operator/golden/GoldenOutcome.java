package dev.modelservice.operator.golden;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.modelservice.operator.analysis.GoldenResult;
import dev.modelservice.operator.analysis.GoldenResult.Missing;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What came of a golden pod. */
public final class GoldenOutcome {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String DONE = "GoldenDone";
    private static final Set<String> ENDED = Set.of("Succeeded", "Failed");

    /** Why a container waits where nothing is wrong. */
    private static final Set<String> USUAL = Set.of("ContainerCreating", "PodInitializing");

    private GoldenOutcome() {}

    /** Whether the pod has ended: a set without a result then needs another pod. */
    public static boolean isOver(Pod pod) {
        return pod.getStatus() != null && ENDED.contains(pod.getStatus().getPhase());
    }

    /** The result, or why there is none; nothing while the pod is at work. */
    public static Optional<GoldenResult> of(Pod pod) {
        if (pod.getStatus() == null) {
            return Optional.empty();
        }
        var statuses = Objects.requireNonNullElse(pod.getStatus().getContainerStatuses(), List.<ContainerStatus>of());
        return statuses.stream()
                .map(ContainerStatus::getState)
                .filter(state -> state != null && state.getTerminated() != null)
                .findFirst()
                .map(state -> ended(pod, state.getTerminated()))
                .or(() -> isOver(pod) ? Optional.of(endedFromOutside(pod)) : Optional.empty())
                .or(() -> obstacle(pod, statuses));
    }

    private static GoldenResult ended(Pod pod, ContainerStateTerminated ended) {
        var left = read(ended.getMessage());
        var reason = left.path("reason").asText();
        if (reason.equals(DONE)) {
            return scores(left);
        }
        if (!reason.isEmpty()) {
            return new Missing(left.path("message").asText());
        }
        return "DeadlineExceeded".equals(pod.getStatus().getReason())
                ? endedFromOutside(pod)
                : new Missing("pod %s ended with exit code %d and without a result; see kubectl logs %s"
                        .formatted(
                                pod.getMetadata().getName(),
                                ended.getExitCode(),
                                pod.getMetadata().getName()));
    }

    private static GoldenResult scores(JsonNode left) {
        var similarity = left.path("similarity");
        return new GoldenResult.Scores(
                left.path("cases").asInt(),
                left.path("right").asInt(),
                similarity.isNumber() ? OptionalDouble.of(similarity.asDouble()) : OptionalDouble.empty(),
                left.path("worst").asText());
    }

    private static GoldenResult endedFromOutside(Pod pod) {
        return new Missing("pod %s was ended before every case was asked: %s"
                .formatted(
                        pod.getMetadata().getName(),
                        words(pod.getStatus().getReason(), pod.getStatus().getMessage())));
    }

    private static Optional<GoldenResult> obstacle(Pod pod, List<ContainerStatus> statuses) {
        var waiting = statuses.stream()
                .map(ContainerStatus::getState)
                .filter(state -> state != null && state.getWaiting() != null)
                .map(state -> state.getWaiting())
                .filter(wait -> wait.getReason() != null && !USUAL.contains(wait.getReason()))
                .map(GoldenOutcome::words);
        var unscheduled = Objects.requireNonNullElse(pod.getStatus().getConditions(), List.<PodCondition>of()).stream()
                .filter(condition ->
                        "PodScheduled".equals(condition.getType()) && "False".equals(condition.getStatus()))
                .map(condition -> words(condition.getReason(), condition.getMessage()));
        return waiting.findFirst()
                .or(unscheduled::findFirst)
                .map(why -> new Missing(
                        "pod %s cannot start: %s".formatted(pod.getMetadata().getName(), why)));
    }

    private static String words(ContainerStateWaiting waiting) {
        return words(waiting.getReason(), waiting.getMessage());
    }

    private static String words(@Nullable String reason, @Nullable String message) {
        return message == null ? String.valueOf(reason) : reason + ": " + message;
    }

    private static JsonNode read(@Nullable String message) {
        try {
            return message == null || !message.startsWith("{") ? MAPPER.nullNode() : MAPPER.readTree(message);
        } catch (JsonProcessingException _) {
            return MAPPER.nullNode();
        }
    }
}
