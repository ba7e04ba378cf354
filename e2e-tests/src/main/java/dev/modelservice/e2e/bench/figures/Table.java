package dev.modelservice.e2e.bench.figures;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A Markdown table whose columns stand below each other, so that it can be read as it is; figures to the right. */
public final class Table {
    private final List<List<String>> rows = new ArrayList<>();
    private final int texts;

    /** The first columns have texts, all others figures. */
    public Table(int texts, String... headers) {
        this.texts = texts;
        rows.add(List.of(headers));
    }

    public Table row(List<String> cells) {
        rows.add(List.copyOf(cells));
        return this;
    }

    public static String number(double figure) {
        if (Double.isNaN(figure)) {
            return "";
        }
        int decimals = figure >= 100 ? 0 : figure >= 10 ? 1 : 2;
        return String.format(Locale.ROOT, "%,." + decimals + "f", figure);
    }

    @Override
    public String toString() {
        int[] widths = IntStream.range(0, rows.getFirst().size())
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(3))
                .map(width -> Math.max(3, width))
                .toArray();
        var lines = new ArrayList<>(rows.stream().map(row -> line(row, widths)).toList());
        lines.add(1, rule(widths));
        return String.join("\n", lines) + "\n";
    }

    private String line(List<String> cells, int[] widths) {
        return IntStream.range(0, widths.length)
                .mapToObj(column ->
                        String.format(" %" + (column < texts ? "-" : "") + widths[column] + "s ", cells.get(column)))
                .collect(Collectors.joining("|", "|", "|"));
    }

    private String rule(int[] widths) {
        return IntStream.range(0, widths.length)
                .mapToObj(column ->
                        column < texts ? "-".repeat(widths[column] + 2) : "-".repeat(widths[column] + 1) + ":")
                .collect(Collectors.joining("|", "|", "|"));
    }
}
