package dev.modelservice.plugin.view;

import dev.modelservice.api.v1alpha1.ModelService;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * A ModelService and what belongs to it.
 *
 * @param history its revisions that are kept, the newest first
 * @param pods by name
 */
public record Snapshot(ModelService service, List<ControllerRevision> history, List<Pod> pods) {

    public Snapshot {
        history = List.copyOf(history);
        pods = List.copyOf(pods);
    }

    /** Of the namespace's revisions those that the ModelService owns: StatefulSets and DaemonSets keep theirs there, too. */
    public static Snapshot of(ModelService service, List<ControllerRevision> revisions, List<Pod> pods) {
        return new Snapshot(
                service,
                revisions.stream()
                        .filter(revision -> isOwned(service, revision))
                        .sorted(Comparator.comparing(Snapshot::number).reversed())
                        .toList(),
                pods.stream()
                        .sorted(Comparator.comparing(pod -> pod.getMetadata().getName()))
                        .toList());
    }

    private static boolean isOwned(ModelService service, ControllerRevision revision) {
        return revision.getMetadata().getOwnerReferences().stream().anyMatch(owner -> isOwner(service, owner));
    }

    private static boolean isOwner(ModelService service, OwnerReference owner) {
        return owner.getKind().equals(ModelService.KIND)
                && Objects.equals(owner.getUid(), service.getMetadata().getUid());
    }

    private static Long number(ControllerRevision revision) {
        return Objects.requireNonNullElse(revision.getRevision(), 0L);
    }
}
