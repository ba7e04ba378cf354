package dev.modelservice.e2e.actors;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;

/**
 * A kubelet that the test plays by hand, for pods that do not start well. The fake nodes leave it the pods whose model
 * URI names the host {@link #HOST}.
 */
public final class FakeKubelet {
    public static final String HOST = "left-to-the-test.example";
    private static final String FETCH = "fetch-model";

    private final ClusterUser user;

    public FakeKubelet(ClusterUser user) {
        this.user = user;
    }

    /** The fetcher ended and left its reason behind. */
    public void fetchFails(String service, String reason, String message) {
        String left = "{\"reason\":\"%s\",\"message\":\"%s\"}".formatted(reason, message);
        play(service, Map.of(FETCH, terminated(1, "Error", left)));
    }

    /** An image, of the runtime or of the model, cannot be pulled. */
    public void pullFails(String service, String message) {
        play(service, Map.of("runtime", waiting("ImagePullBackOff", message)));
    }

    /** The runtime ended after it had started. */
    public void runtimeEnds(String service, int exitCode, String reason, String message) {
        play(service, Map.of("runtime", terminated(exitCode, reason, message)));
    }

    /** The model is there and answers. */
    public void becomesReady(String service) {
        play(service, Map.of("runtime", running(), FETCH, terminated(0, "Completed", "{}")));
    }

    private void play(String service, Map<String, ContainerState> states) {
        Pod pod = scheduledPod(service);
        boolean ready = states.values().stream().anyMatch(state -> state.getRunning() != null);
        user.client().resource(pod).editStatus(seen -> {
            var status = seen.getStatus();
            status.setPhase(ready ? "Running" : "Pending");
            status.setInitContainerStatuses(seen.getSpec().getInitContainers().stream()
                    .map(container -> status(container, states))
                    .toList());
            status.setContainerStatuses(seen.getSpec().getContainers().stream()
                    .map(container -> status(container, states))
                    .toList());
            status.getConditions().removeIf(condition -> condition.getType().equals("Ready"));
            status.getConditions()
                    .add(new PodConditionBuilder()
                            .withType("Ready")
                            .withStatus(ready ? "True" : "False")
                            .withLastTransitionTime(Instant.now().toString())
                            .build());
            return seen;
        });
    }

    private Pod scheduledPod(String service) {
        return Awaitility.await("a pod of " + service + " on a node")
                .atMost(Duration.ofSeconds(20))
                .until(
                        () -> user.podsOf(service).stream()
                                .filter(pod -> pod.getSpec().getNodeName() != null && isLeftToUs(pod))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    // Beside it there may be pods of another revision, which start by themselves.
    private static boolean isLeftToUs(Pod pod) {
        return Serialization.asJson(pod.getSpec()).contains(HOST);
    }

    private static ContainerStatus status(Container container, Map<String, ContainerState> states) {
        ContainerState state = states.getOrDefault(container.getName(), waiting("PodInitializing", ""));
        boolean well = state.getRunning() != null
                || (state.getTerminated() != null && state.getTerminated().getExitCode() == 0);
        return new ContainerStatusBuilder()
                .withName(container.getName())
                .withImage(container.getImage())
                .withImageID("")
                .withReady(well)
                .withRestartCount(0)
                .withState(state)
                .build();
    }

    private static ContainerState waiting(String reason, String message) {
        return new ContainerStateBuilder()
                .withNewWaiting()
                .withReason(reason)
                .withMessage(message)
                .endWaiting()
                .build();
    }

    private static ContainerState running() {
        return new ContainerStateBuilder()
                .withNewRunning()
                .withStartedAt(Instant.now().toString())
                .endRunning()
                .build();
    }

    private static ContainerState terminated(int exitCode, String reason, String message) {
        return new ContainerStateBuilder()
                .withNewTerminated()
                .withExitCode(exitCode)
                .withReason(reason)
                .withMessage(message)
                .endTerminated()
                .build();
    }
}
