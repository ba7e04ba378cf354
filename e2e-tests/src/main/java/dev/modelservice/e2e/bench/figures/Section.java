package dev.modelservice.e2e.bench.figures;

import java.util.List;
import java.util.stream.Collectors;

/** The results of one part. */
public record Section(String title, Table table, List<Aim> aims, List<String> notes) {

    public String markdown() {
        var judged = new Table(1, "aim", "target", "figure", "");
        aims.forEach(aim -> judged.row(List.of(
                aim.what(),
                (aim.atLeast() ? "≥ " : "≤ ") + Table.number(aim.target()),
                Table.number(aim.figure()),
                aim.verdict())));
        return "## %s\n\n%s\n%s%s"
                .formatted(
                        title,
                        table,
                        aims.isEmpty() ? "" : judged + "\n",
                        notes.stream().map(note -> "- " + note + "\n").collect(Collectors.joining()));
    }
}
