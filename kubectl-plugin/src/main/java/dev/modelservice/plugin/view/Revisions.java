package dev.modelservice.plugin.view;

import dev.modelservice.api.v1alpha1.ModelServiceStatus;
import dev.modelservice.api.v1alpha1.RevisionStatus;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The revisions of a ModelService: those that are kept, the newest first, and those that status or pods speak of besides. */
public final class Revisions {

    private Revisions() {}

    public static List<RevisionView> of(Snapshot snapshot) {
        var status = snapshot.service().getStatus();
        Map<String, ControllerRevision> kept =
                byName(snapshot.history(), revision -> revision.getMetadata().getName());
        Map<String, RevisionStatus> shares = byName(shares(status), RevisionStatus::name);
        Map<String, List<PodView>> pods =
                snapshot.pods().stream().map(PodView::of).collect(Collectors.groupingBy(PodView::revision));
        return names(snapshot, status, pods).stream()
                .map(name -> RevisionView.of(
                        name,
                        Role.of(name, status),
                        shares.get(name),
                        kept.get(name),
                        pods.getOrDefault(name, List.of())))
                .toList();
    }

    private static Set<String> names(
            Snapshot snapshot, @Nullable ModelServiceStatus status, Map<String, List<PodView>> pods) {
        var history = snapshot.history().stream()
                .map(revision -> revision.getMetadata().getName())
                .toList();
        var others = Stream.of(
                        Stream.ofNullable(status == null ? null : status.candidateRevision()),
                        Stream.ofNullable(status == null ? null : status.stableRevision()),
                        shares(status).stream().map(RevisionStatus::name),
                        pods.keySet().stream().sorted())
                .flatMap(Function.identity())
                .filter(name -> !name.isEmpty() && !history.contains(name));
        return Stream.concat(others, history.stream()).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static List<RevisionStatus> shares(@Nullable ModelServiceStatus status) {
        return status == null ? List.of() : status.revisions();
    }

    private static <T> Map<String, T> byName(List<T> all, Function<T, String> name) {
        return all.stream().collect(Collectors.toMap(name, Function.identity(), (first, second) -> first));
    }
}
