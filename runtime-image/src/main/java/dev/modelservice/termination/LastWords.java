package dev.modelservice.termination;

import java.io.IOException;
import java.nio.file.Path;

/** What a program of one task says on its way out: a line for people, and its reason in the termination log. */
public final class LastWords {

    private LastWords() {}

    /** Says why it failed; the exit code that goes with it. */
    public static int failed(Path log, String reason, String message) {
        say(reason + ": " + message);
        try {
            TerminationLog.failure(log, reason, message);
        } catch (IOException e) {
            say("the termination log %s cannot be written: %s".formatted(log, e));
        }
        return 1;
    }

    @SuppressWarnings("SystemOut")
    public static void say(String line) {
        System.err.println(line);
    }
}
