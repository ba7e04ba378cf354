package dev.modelservice.operator.analysis;

import dev.modelservice.api.v1alpha1.AnalysisCheck;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The bounds of a check, in words. */
final class Bounds {

    private Bounds() {}

    static String words(AnalysisCheck check) {
        var words = new ArrayList<String>();
        add(words, "<= ", check.max(), "");
        add(words, ">= ", check.min(), "");
        add(words, "<= ", check.maxRatioToStable(), " x stable");
        add(words, ">= ", check.minRatioToStable(), " x stable");
        return String.join(" and ", words);
    }

    private static void add(List<String> words, String before, @Nullable String bound, String after) {
        if (bound != null) {
            words.add(before + bound + after);
        }
    }
}
