package dev.modelservice.plugin.view;

import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import java.util.List;
import java.util.stream.Collectors;

/** Finds the revision that somebody means. */
public final class Choice {

    private Choice() {}

    /**
     * By name, by number, or by how the name ends.
     *
     * @throws IllegalArgumentException that says what there is, where it is none of them, or more than one
     */
    public static ControllerRevision of(String meant, List<ControllerRevision> history) {
        var exact = history.stream()
                .filter(revision -> name(revision).equals(meant)
                        || String.valueOf(revision.getRevision()).equals(meant))
                .findFirst();
        if (exact.isPresent()) {
            return exact.get();
        }
        var alike = history.stream()
                .filter(revision -> !meant.isEmpty() && name(revision).endsWith(meant))
                .toList();
        if (alike.size() == 1) {
            return alike.getFirst();
        }
        throw new IllegalArgumentException(
                alike.isEmpty()
                        ? "there is no revision %s; there is %s".formatted(meant, names(history))
                        : "the names of %s end with %s; write more of one".formatted(names(alike), meant));
    }

    private static String names(List<ControllerRevision> revisions) {
        return revisions.isEmpty()
                ? "none"
                : revisions.stream()
                        .map(revision -> "%d (%s)".formatted(revision.getRevision(), name(revision)))
                        .collect(Collectors.joining(", "));
    }

    private static String name(ControllerRevision revision) {
        return revision.getMetadata().getName();
    }
}
