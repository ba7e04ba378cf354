package dev.modelservice.operator.choice;

import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.PodResourceClaim;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.Volume;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a program wants of its pod beside the container that serves. */
public record PodWishes(
        List<Container> sidecars,
        List<Volume> volumes,
        Map<String, String> nodeSelector,
        @Nullable Affinity affinity,
        List<Toleration> tolerations,
        Map<String, String> labels,
        Map<String, String> annotations,
        List<LocalObjectReference> imagePullSecrets,
        boolean hostIPC,
        @Nullable String schedulerName,
        List<PodResourceClaim> resourceClaims) {

    /** What our runtime wants, and an image of the user's. */
    public static final PodWishes NONE = new PodWishes(
            List.of(), List.of(), Map.of(), null, List.of(), Map.of(), Map.of(), List.of(), false, null, List.of());
}
