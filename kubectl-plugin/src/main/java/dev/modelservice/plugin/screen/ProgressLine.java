package dev.modelservice.plugin.screen;

import dev.modelservice.plugin.view.Overview;

/** A rollout in one line, for a log. */
public final class ProgressLine {

    private ProgressLine() {}

    public static String of(Overview overview, Ink ink) {
        var line = new StringBuilder(Words.state(overview.state(), ink));
        if (!overview.step().isEmpty()) {
            line.append(", step ").append(overview.step());
        }
        if (!overview.setWeight().isEmpty()) {
            line.append(", weight %s set, %s actual"
                    .formatted(overview.setWeight(), Words.orDash(overview.actualWeight())));
        }
        line.append(", %d of %d ready".formatted(overview.ready(), overview.wanted()));
        return line.append(overview.message().isEmpty() ? "" : ": " + overview.message())
                .append('\n')
                .toString();
    }
}
