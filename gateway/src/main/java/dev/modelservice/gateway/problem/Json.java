package dev.modelservice.gateway.problem;

import java.util.HexFormat;

/** Texts as JSON strings, written where they go without a detour. */
public final class Json {

    private static final HexFormat HEX = HexFormat.of();

    private Json() {}

    /** Appends a text with its quotes. */
    public static void text(StringBuilder json, String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == '"' || character == '\\') {
                json.append('\\').append(character);
            } else if (character < ' ') {
                json.append("\\u").append(HEX.toHexDigits(character));
            } else {
                json.append(character);
            }
        }
        json.append('"');
    }
}
