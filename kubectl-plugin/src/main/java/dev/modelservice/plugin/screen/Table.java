package dev.modelservice.plugin.screen;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Rows whose columns stand below each other. */
final class Table {

    private static final String GAP = "   ";

    private final List<List<String>> rows = new ArrayList<>();

    Table row(String... cells) {
        rows.add(List.of(cells));
        return this;
    }

    String text() {
        var widths = widths();
        return rows.stream().map(row -> line(row, widths) + "\n").collect(Collectors.joining());
    }

    private int[] widths() {
        var widths = new int[rows.stream().mapToInt(List::size).max().orElse(0)];
        for (var row : rows) {
            for (int column = 0; column < row.size(); column++) {
                widths[column] = Math.max(widths[column], Ink.width(row.get(column)));
            }
        }
        return widths;
    }

    private static String line(List<String> row, int[] widths) {
        var line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            var cell = row.get(column);
            line.append(cell).repeat(' ', widths[column] - Ink.width(cell)).append(GAP);
        }
        return line.toString().stripTrailing();
    }
}
