package dev.modelservice.plugin.command;

import dev.modelservice.plugin.screen.Ink;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;

/**
 * Where the commands print.
 *
 * @param isTerminal whether a person looks at {@code out} while it is written
 */
public record Console(PrintStream out, PrintStream err, boolean isTerminal, Ink ink, Clock clock) {

    /** To the upper left corner, and what is there is gone. */
    private static final String CLEAR = "\u001b[H\u001b[2J";

    /** Of this process. The launcher knows whether its output is a terminal, and tells it by a property. */
    public static Console ofProcess() {
        boolean terminal = Boolean.getBoolean("modelservice.terminal");
        var noColour = System.getenv("NO_COLOR");
        return new Console(
                new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
                terminal,
                terminal && (noColour == null || noColour.isEmpty()) ? Ink.COLOURED : Ink.PLAIN,
                Clock.systemUTC());
    }

    Instant now() {
        return clock.instant();
    }

    void print(String text) {
        out.print(text);
        out.flush();
    }

    void complain(String text) {
        err.println("error: " + text);
    }

    /** In place of what was there where somebody looks at it; else below. */
    void redraw(String text, boolean first) {
        if (isTerminal) {
            print(CLEAR + text);
        } else {
            print((first ? "" : "\n") + text);
        }
    }
}
