package dev.modelservice.gateway.measure;

import java.nio.charset.StandardCharsets;

/**
 * Reads how many tokens an OpenAI answer took from its last bytes, where servers write {@code usage}, be it in one object or in
 * the last events of a stream. So nothing of an answer is parsed, or kept beyond a kilobyte.
 */
public final class UsageTail {

    private static final int KEPT = 1024;

    private final byte[] tail = new byte[KEPT];
    private int length;

    /**
     * Reads on.
     *
     * @param piece of which the last bytes may be all that is given
     */
    public void feed(byte[] piece) {
        if (piece.length >= KEPT) {
            System.arraycopy(piece, piece.length - KEPT, tail, 0, KEPT);
            length = KEPT;
            return;
        }
        int kept = Math.min(length, KEPT - piece.length);
        System.arraycopy(tail, length - kept, tail, 0, kept);
        System.arraycopy(piece, 0, tail, kept, piece.length);
        length = kept + piece.length;
    }

    /** How many last bytes of a piece are of interest. */
    public static int interest(int length) {
        return Math.min(length, KEPT);
    }

    public long promptTokens() {
        return number("\"prompt_tokens\"");
    }

    public long completionTokens() {
        return number("\"completion_tokens\"");
    }

    /** The number behind the last such key; 0 where there is none. */
    private long number(String key) {
        String text = new String(tail, 0, length, StandardCharsets.ISO_8859_1);
        int at = text.lastIndexOf(key);
        if (at < 0) {
            return 0;
        }
        int start = at + key.length();
        while (start < text.length() && (text.charAt(start) == ':' || text.charAt(start) == ' ')) {
            start++;
        }
        long number = 0;
        for (int i = start; i < text.length() && i < start + 12 && Character.isDigit(text.charAt(i)); i++) {
            number = number * 10 + (text.charAt(i) - '0');
        }
        return number;
    }
}
