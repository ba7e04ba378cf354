package dev.modelservice.operator.plan;

import dev.modelservice.api.v1alpha1.RevisionStatus;
import dev.modelservice.operator.check.TerminationMessage;
import dev.modelservice.operator.observe.Fleet;
import dev.modelservice.operator.observe.Observed;
import dev.modelservice.operator.resources.ModelRevision;
import dev.modelservice.operator.resources.Names;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The revisions of a ModelService: the one that the spec asks for, and those that were kept. */
final class Revisions {

    private final Observed observed;
    private final @Nullable ModelRevision wanted;
    private final Map<String, Optional<ModelRevision>> read = new HashMap<>();

    /**
     * @param wanted null: nobody knows
     */
    Revisions(Observed observed, @Nullable ModelRevision wanted) {
        this.observed = observed;
        this.wanted = wanted;
    }

    /** A revision as it was when it was kept; empty where somebody has removed the record of it. */
    Optional<ModelRevision> find(String name) {
        return read.computeIfAbsent(
                name,
                _ -> kept(name)
                        .map(ModelRevision::read)
                        .or(() -> Optional.ofNullable(wanted)
                                .filter(revision -> revision.name().equals(name))));
    }

    boolean isKept(String name) {
        return kept(name).isPresent();
    }

    /** Their numbers, by name. */
    Map<String, Long> numbers() {
        return observed.history().stream()
                .collect(Collectors.toMap(
                        revision -> revision.getMetadata().getName(), ControllerRevision::getRevision));
    }

    /** The number of the next one. */
    long next() {
        return observed.history().stream()
                        .mapToLong(ControllerRevision::getRevision)
                        .max()
                        .orElse(0)
                + 1;
    }

    /** The oldest of those that are not in use, beyond so many. */
    List<ControllerRevision> beyond(int limit, Set<String> used) {
        var unused = observed.history().stream()
                .filter(revision -> !used.contains(revision.getMetadata().getName()))
                .toList();
        return unused.subList(0, Math.max(0, unused.size() - limit));
    }

    /** A revision's share, with its pods and what it serves. */
    RevisionStatus described(RevisionStatus share) {
        var fleet = Fleet.of(observed, share.name());
        var revision = find(share.name());
        return new RevisionStatus(
                share.name(),
                share.weight(),
                share.mirrorPercent(),
                fleet.pods().size(),
                fleet.ready(),
                revision.map(found -> found.spec().model().uri()).orElse(null),
                digest(fleet),
                revision.map(ModelRevision::image).orElse(null));
    }

    /** Digest of the model that a revision's pods serve, where it is known. */
    @Nullable
    String digest(Fleet fleet) {
        var pinned =
                find(fleet.revision()).map(revision -> revision.spec().model().digest());
        return pinned.or(() -> fleet.pods().stream()
                        .filter(Fleet::isReady)
                        .flatMap(pod -> pod.getStatus().getInitContainerStatuses().stream())
                        .filter(container -> container.getName().equals(Names.FETCH_CONTAINER))
                        .map(container -> container.getState().getTerminated())
                        .filter(Objects::nonNull)
                        .flatMap(ended -> TerminationMessage.digest(ended).stream())
                        .findFirst())
                .orElse(null);
    }

    private Optional<ControllerRevision> kept(String name) {
        return observed.history().stream()
                .filter(revision -> revision.getMetadata().getName().equals(name))
                .findFirst();
    }
}
