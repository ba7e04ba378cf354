package dev.modelservice.plugin.screen;

import dev.modelservice.plugin.view.Overview;
import dev.modelservice.plugin.view.RevisionView;
import dev.modelservice.plugin.view.Revisions;
import dev.modelservice.plugin.view.Snapshot;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** One ModelService: how its rollout is, what the checks said, and its revisions with their pods. */
public final class TreeScreen {

    private final Ink ink;
    private final Instant now;

    private TreeScreen(Ink ink, Instant now) {
        this.ink = ink;
        this.now = now;
    }

    public static String of(Snapshot snapshot, Ink ink, Instant now) {
        return new TreeScreen(ink, now).text(snapshot);
    }

    private String text(Snapshot snapshot) {
        var overview = Overview.of(snapshot.service());
        return head(overview) + verdicts(overview) + revisions(overview, Revisions.of(snapshot));
    }

    private String head(Overview overview) {
        var table = new Table()
                .row("Name:", ink.paint(Colour.STRONG, overview.name()))
                .row("Namespace:", overview.namespace())
                .row("Status:", Words.state(overview.state(), ink));
        line(table, "Message:", overview.message());
        table.row("Strategy:", overview.strategy());
        line(table, "Step:", overview.step());
        if (!overview.setWeight().isEmpty()) {
            table.row(
                    "Weight:",
                    "%s set, %s actual".formatted(overview.setWeight(), Words.orDash(overview.actualWeight())));
        }
        table.row("Pods:", "%d ready of %d".formatted(overview.ready(), overview.wanted()));
        return table.text();
    }

    private static void line(Table table, String title, String text) {
        if (!text.isEmpty()) {
            table.row(title, text);
        }
    }

    private String verdicts(Overview overview) {
        if (overview.verdicts().isEmpty()) {
            return "";
        }
        var table = new Table().row("CHECK", "VERDICT", "VALUE", "BOUND", "AGE", "MESSAGE");
        overview.verdicts()
                .forEach(verdict -> table.row(
                        verdict.metric(),
                        Words.verdict(verdict, ink),
                        Words.orDash(Objects.requireNonNullElse(verdict.value(), "")),
                        Words.orDash(Objects.requireNonNullElse(verdict.bound(), "")),
                        Age.of(Objects.requireNonNullElse(verdict.at(), ""), now),
                        Objects.requireNonNullElse(verdict.message(), "")));
        return "\n" + table.text();
    }

    private String revisions(Overview overview, List<RevisionView> all) {
        var shown = all.stream().filter(RevisionView::isInUse).toList();
        var table = new Table()
                .row("REVISION", "ROLE", "WEIGHT", "MIRROR", "STATUS", "READY", "RESTARTS", "AGE", "MODEL", "IMAGE");
        shown.forEach(revision -> revision(table, revision));
        int hidden = all.size() - shown.size();
        return (shown.isEmpty() ? "" : "\n" + table.text()) + (hidden == 0 ? "" : earlier(overview, hidden));
    }

    private String earlier(Overview overview, int number) {
        var line = "%d more to go back to: kubectl modelservice history %s".formatted(number, overview.name());
        return ink.paint(Colour.FAINT, line) + "\n";
    }

    private void revision(Table table, RevisionView revision) {
        var share = revision.share();
        table.row(
                "# %s %s".formatted(Words.number(revision), ink.paint(Colour.STRONG, revision.name())),
                Words.role(revision.role(), ink),
                share == null ? "0" : share.weight().toString(),
                share == null ? "0" : share.mirrorPercent().toString(),
                "",
                revision.readyPods() + "/" + revision.pods().size(),
                "",
                Age.of(revision.created(), now),
                revision.model(),
                revision.image());
        var pods = revision.pods();
        for (int index = 0; index < pods.size(); index++) {
            var pod = pods.get(index);
            table.row(
                    (index == pods.size() - 1 ? "└─ " : "├─ ") + pod.name(),
                    "",
                    "",
                    "",
                    Words.pod(pod, ink),
                    pod.ready() + "/" + pod.containers(),
                    String.valueOf(pod.restarts()),
                    Age.of(pod.created(), now));
        }
    }
}
