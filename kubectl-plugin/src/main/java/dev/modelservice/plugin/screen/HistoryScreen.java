package dev.modelservice.plugin.screen;

import dev.modelservice.plugin.view.Revisions;
import dev.modelservice.plugin.view.Snapshot;
import java.time.Instant;
import java.util.Objects;

/** The revisions of a ModelService, the newest last, as a shell's history has it. */
public final class HistoryScreen {

    private HistoryScreen() {}

    public static String of(Snapshot snapshot, Ink ink, Instant now) {
        var revisions = Revisions.of(snapshot).reversed().stream()
                .filter(revision -> revision.number() != null)
                .toList();
        if (revisions.isEmpty()) {
            return "%s has no revisions yet.\n"
                    .formatted(Objects.requireNonNull(
                            snapshot.service().getMetadata().getName()));
        }
        var table = new Table().row("NUMBER", "REVISION", "ROLE", "AGE", "MODEL", "DIGEST", "IMAGE");
        revisions.forEach(revision -> table.row(
                Words.number(revision),
                revision.name(),
                Words.orDash(Words.role(revision.role(), ink)),
                Age.of(revision.created(), now),
                Words.orDash(revision.model()),
                Words.orDash(shortened(revision.digest())),
                Words.orDash(revision.image())));
        return table.text();
    }

    /** Enough of a digest to tell two apart; -o json has all of it. */
    private static String shortened(String digest) {
        return digest.startsWith("sha256:") && digest.length() > 19 ? digest.substring(0, 19) : digest;
    }
}
