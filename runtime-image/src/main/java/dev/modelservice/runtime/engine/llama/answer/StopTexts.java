package dev.modelservice.runtime.engine.llama.answer;

import java.util.List;

/** The texts at which an answer ends. */
record StopTexts(List<String> texts) {

    /**
     * What is known of a text that may go on.
     *
     * @param sure how many of its characters belong to the answer for certain
     * @param stopped whether the answer ends there
     */
    record Cut(int sure, boolean stopped) {}

    StopTexts {
        texts = List.copyOf(texts);
    }

    /** Looks at the end of an answer, from where it was not sure any more. */
    Cut cut(CharSequence text) {
        String open = text.toString();
        int first = open.length();
        boolean found = false;
        for (String stop : texts) {
            int at = open.indexOf(stop);
            if (at >= 0 && at < first) {
                first = at;
                found = true;
            }
        }
        return found ? new Cut(first, true) : new Cut(open.length() - held(open), false);
    }

    /** How many characters at the end may be the beginning of a stop text. */
    private int held(String open) {
        int most = 0;
        for (String stop : texts) {
            int length = Math.min(stop.length() - 1, open.length());
            while (length > most && !open.regionMatches(open.length() - length, stop, 0, length)) {
                length--;
            }
            most = Math.max(most, length);
        }
        return most;
    }
}
