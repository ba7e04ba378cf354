package dev.modelservice.plugin.screen;

import java.util.ArrayList;
import java.util.List;

/** A line that two texts share, or that only one of them has: sign ' ', '-' or '+'. */
record Edit(char sign, String line) {

    boolean isKept() {
        return sign == ' ';
    }

    boolean isInFirst() {
        return sign != '+';
    }

    boolean isInSecond() {
        return sign != '-';
    }

    /** The fewest edits that make the second text out of the first: all but a longest common subsequence. */
    static List<Edit> script(List<String> first, List<String> second) {
        var common = commonLengths(first, second);
        var script = new ArrayList<Edit>();
        int left = 0;
        int right = 0;
        while (left < first.size() || right < second.size()) {
            if (left < first.size() && right < second.size() && first.get(left).equals(second.get(right))) {
                script.add(new Edit(' ', first.get(left++)));
                right++;
            } else if (right == second.size()
                    || (left < first.size() && common[left + 1][right] >= common[left][right + 1])) {
                script.add(new Edit('-', first.get(left++)));
            } else {
                script.add(new Edit('+', second.get(right++)));
            }
        }
        return script;
    }

    /** How many lines the rests of both texts have in common. */
    private static int[][] commonLengths(List<String> first, List<String> second) {
        var lengths = new int[first.size() + 1][second.size() + 1];
        for (int left = first.size() - 1; left >= 0; left--) {
            for (int right = second.size() - 1; right >= 0; right--) {
                lengths[left][right] = first.get(left).equals(second.get(right))
                        ? lengths[left + 1][right + 1] + 1
                        : Math.max(lengths[left + 1][right], lengths[left][right + 1]);
            }
        }
        return lengths;
    }
}
