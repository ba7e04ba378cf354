package dev.modelservice.runtime.engine.llama;

/** How texts are made up of runs of characters of one kind. */
final class Runs {

    private Runs() {}

    /** How many characters the longest run of letters, of digits, of white space, or of anything else has. */
    static int longest(String text) {
        int longest = 0;
        int length = 0;
        int before = -1;
        for (int i = 0; i < text.length(); i++) {
            int kind = kind(text.charAt(i));
            length = kind == before ? length + 1 : 1;
            longest = Math.max(longest, length);
            before = kind;
        }
        return longest;
    }

    private static int kind(char character) {
        if (Character.isLetter(character)) {
            return 0;
        }
        if (Character.isDigit(character)) {
            return 1;
        }
        return Character.isWhitespace(character) ? 2 : 3;
    }
}
