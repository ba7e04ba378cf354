package dev.modelservice.runtime.engine.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The texts of a batch, cut into runs.
 *
 * <p>Texts of one run are padded to the longest of them, and each run costs something by itself. So they are sorted by length
 * and cut where it costs the least: texts of 4, 5, 90 and 100 tokens in one run cost 4 × 100; in two, 2 × 5 + 2 × 100 and once
 * more the cost of a run.
 */
final class TextBatch {

    /** Where a text came from: the {@code row}-th of the {@code request}-th request. */
    record Place(int request, int row, Tokens tokens) {}

    private TextBatch() {}

    /** The cheapest runs of texts of like length within these bounds, short ones first. */
    static List<List<Place>> runs(List<TextRequest> requests, RunSize size) {
        List<Place> places = byLength(requests);
        int[] starts = starts(places, size);
        List<List<Place>> runs = new ArrayList<>();
        for (int end = places.size(); end > 0; end = starts[end]) {
            runs.addFirst(places.subList(starts[end], end));
        }
        return runs;
    }

    /** For each number of texts, counted from the shortest: where the last of the cheapest runs over them starts. */
    private static int[] starts(List<Place> places, RunSize size) {
        long[] cost = new long[places.size() + 1];
        int[] starts = new int[places.size() + 1];
        for (int end = 1; end <= places.size(); end++) {
            int longest = Math.max(1, places.get(end - 1).tokens().length());
            cost[end] = Long.MAX_VALUE;
            for (int start = end - 1; start >= 0 && size.admits(end - start, longest); start--) {
                long whole = cost[start] + size.runCost() + (long) (end - start) * longest;
                if (whole <= cost[end]) {
                    cost[end] = whole;
                    starts[end] = start;
                }
            }
        }
        return starts;
    }

    private static List<Place> byLength(List<TextRequest> requests) {
        List<Place> places = new ArrayList<>();
        for (int request = 0; request < requests.size(); request++) {
            List<Tokens> rows = requests.get(request).rows();
            for (int row = 0; row < rows.size(); row++) {
                places.add(new Place(request, row, rows.get(row)));
            }
        }
        places.sort(Comparator.comparingInt(place -> place.tokens().length()));
        return places;
    }
}
