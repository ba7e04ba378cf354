package dev.modelservice.plugin.screen;

import java.util.List;
import java.util.function.Predicate;

/** How one text becomes another, in the form that {@code patch} reads. */
public final class UnifiedDiff {

    private static final int CONTEXT = 3;

    private final Ink ink;
    private final List<Edit> edits;
    private final StringBuilder out = new StringBuilder();

    private UnifiedDiff(Ink ink, List<Edit> edits) {
        this.ink = ink;
        this.edits = edits;
    }

    /** Empty where both are equal. */
    public static String of(String fromName, String from, String toName, String to, Ink ink) {
        var edits = Edit.script(from.lines().toList(), to.lines().toList());
        var hunks = new UnifiedDiff(ink, edits).hunks();
        return hunks.isEmpty()
                ? ""
                : ink.paint(Colour.STRONG, "--- " + fromName) + "\n" + ink.paint(Colour.STRONG, "+++ " + toName) + "\n"
                        + hunks;
    }

    private String hunks() {
        int index = 0;
        while (index < edits.size()) {
            if (edits.get(index).isKept()) {
                index++;
            } else {
                index = hunk(Math.max(0, index - CONTEXT));
            }
        }
        return out.toString();
    }

    /** Writes the hunk that begins there, and says where the next may begin. */
    private int hunk(int begin) {
        int end = begin;
        int kept = 0;
        boolean changed = false;
        while (end < edits.size() && (!changed || kept <= 2 * CONTEXT)) {
            boolean same = edits.get(end).isKept();
            changed |= !same;
            kept = same ? kept + 1 : 0;
            end++;
        }
        var lines = edits.subList(begin, end - Math.max(0, kept - CONTEXT));
        out.append(ink.paint(Colour.MOVING, title(begin, lines))).append('\n');
        lines.forEach(this::line);
        return end;
    }

    private String title(int begin, List<Edit> lines) {
        var before = edits.subList(0, begin);
        return "@@ -%s +%s @@"
                .formatted(
                        range(count(before, Edit::isInFirst), count(lines, Edit::isInFirst)),
                        range(count(before, Edit::isInSecond), count(lines, Edit::isInSecond)));
    }

    private static String range(long before, long lines) {
        return (lines == 0 ? before : before + 1) + "," + lines;
    }

    private static long count(List<Edit> edits, Predicate<Edit> which) {
        return edits.stream().filter(which).count();
    }

    private void line(Edit edit) {
        var text = edit.sign() + edit.line();
        out.append(
                        switch (edit.sign()) {
                            case '+' -> ink.paint(Colour.GOOD, text);
                            case '-' -> ink.paint(Colour.BAD, text);
                            default -> text;
                        })
                .append('\n');
    }
}
