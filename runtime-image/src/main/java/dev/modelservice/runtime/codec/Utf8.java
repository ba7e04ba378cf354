package dev.modelservice.runtime.codec;

import dev.modelservice.runtime.request.RejectedException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Texts as tensors hold them: UTF-8, and nothing that merely looks like it. */
public final class Utf8 {

    private static final int MAX_WORDS = 2000;

    private Utf8() {}

    /**
     * The text of these bytes.
     *
     * @throws RejectedException if they are none
     */
    public static String decode(String input, int position, ByteBuffer bytes) {
        try {
            return strict(bytes);
        } catch (CharacterCodingException e) {
            throw RejectedException.malformed(
                    "input '%s': element %d: expected UTF-8 text for BYTES; other bytes are not taken by this server"
                            .formatted(input, position));
        }
    }

    /** The text of these bytes. */
    public static String strict(ByteBuffer bytes) throws CharacterCodingException {
        return bytes.hasRemaining()
                ? StandardCharsets.UTF_8.newDecoder().decode(bytes).toString()
                : "";
    }

    /** Whether every surrogate has its other half, so that the text can be written as UTF-8. */
    public static boolean isWhole(String text) {
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (Character.isSurrogate(unit)) {
                boolean pair = Character.isHighSurrogate(unit)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    /** Words for the client that can be sent, however long and odd what they quote may be. */
    public static String words(String message) {
        String bounded = message.length() <= MAX_WORDS ? message : message.substring(0, MAX_WORDS) + "…";
        return isWhole(bounded)
                ? bounded
                : new String(bounded.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
