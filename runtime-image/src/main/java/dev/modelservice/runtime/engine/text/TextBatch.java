package dev.modelservice.runtime.engine.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The texts of a batch, cut into runs.
 *
 * <p>Texts of one run are padded to the longest of them, so they are sorted by length first: eight texts of 4 and of 200 tokens
 * in turns cost 8 × 200 together, and 4 × 4 + 4 × 200 in two runs.
 */
final class TextBatch {

    /** Where a text came from: the {@code row}-th of the {@code request}-th request. */
    record Place(int request, int row, Tokens tokens) {}

    private TextBatch() {}

    /**
     * Runs of texts of like length, short ones first.
     *
     * @param mostTexts of one run
     * @param mostTokens of one run, padding included; a longer text runs alone
     */
    static List<List<Place>> runs(List<TextRequest> requests, int mostTexts, long mostTokens) {
        List<List<Place>> runs = new ArrayList<>();
        List<Place> run = new ArrayList<>();
        for (Place place : byLength(requests)) {
            if (!run.isEmpty()
                    && (run.size() == mostTexts
                            || (run.size() + 1L) * place.tokens().length() > mostTokens)) {
                runs.add(run);
                run = new ArrayList<>();
            }
            run.add(place);
        }
        if (!run.isEmpty()) {
            runs.add(run);
        }
        return runs;
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
