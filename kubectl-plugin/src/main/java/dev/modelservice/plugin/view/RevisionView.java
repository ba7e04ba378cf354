package dev.modelservice.plugin.view;

import dev.modelservice.api.v1alpha1.RevisionStatus;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One revision, as it is shown. Texts that are not known are empty.
 *
 * @param number counts from 1; null for one that is not in the history
 * @param share what status says of it; null where it gets no requests
 * @param created when, as the API server writes it
 */
public record RevisionView(
        @Nullable Long number,
        String name,
        Role role,
        @Nullable RevisionStatus share,
        String model,
        String digest,
        String image,
        String created,
        List<PodView> pods) {

    public RevisionView {
        pods = List.copyOf(pods);
    }

    static RevisionView of(
            String name,
            Role role,
            @Nullable RevisionStatus share,
            @Nullable ControllerRevision kept,
            List<PodView> pods) {
        var said = Optional.ofNullable(share);
        var data = Optional.ofNullable(kept).map(RevisionData::of);
        return new RevisionView(
                kept == null ? null : kept.getRevision(),
                name,
                role,
                share,
                first(Stream.of(
                        said.map(RevisionStatus::modelUri), data.flatMap(known -> known.text("spec", "model", "uri")))),
                first(Stream.of(
                        said.map(RevisionStatus::modelDigest),
                        data.flatMap(known -> known.text("modelDigest")),
                        data.flatMap(known -> known.text("spec", "model", "digest")))),
                first(Stream.of(
                        said.map(RevisionStatus::runtimeImage),
                        data.flatMap(known -> known.text("runtimeImage")),
                        data.flatMap(known -> known.text("spec", "runtime", "image")))),
                kept == null
                        ? ""
                        : Objects.requireNonNullElse(kept.getMetadata().getCreationTimestamp(), ""),
                pods);
    }

    /** Whether it is more than something to go back to. */
    public boolean isInUse() {
        return role != Role.EARLIER || share != null || !pods.isEmpty();
    }

    /** Pods that are ready. */
    public long readyPods() {
        return pods.stream().filter(pod -> pod.health() == PodView.Health.READY).count();
    }

    private static String first(Stream<Optional<String>> sources) {
        return sources.flatMap(Optional::stream).findFirst().orElse("");
    }
}
