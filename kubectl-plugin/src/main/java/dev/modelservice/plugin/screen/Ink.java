package dev.modelservice.plugin.screen;

import java.util.regex.Pattern;

/** Writes in colour, or does not. */
public enum Ink {
    COLOURED,
    PLAIN;

    private static final Pattern ESCAPES = Pattern.compile("\u001b\\[[0-9;]*m");

    String paint(Colour colour, String text) {
        return this == PLAIN || text.isEmpty() ? text : "\u001b[" + colour.code() + "m" + text + "\u001b[0m";
    }

    /** How many places the text takes. Ours are letters, digits and signs of one place each. */
    static int width(String text) {
        var visible = ESCAPES.matcher(text).replaceAll("");
        return visible.codePointCount(0, visible.length());
    }
}
