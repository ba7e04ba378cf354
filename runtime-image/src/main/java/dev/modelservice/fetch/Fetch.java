package dev.modelservice.fetch;

import dev.modelservice.termination.TerminationLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** The init container's program: reads its order from the environment, and leaves one JSON object in the termination log. */
public final class Fetch {

    private Fetch() {}

    public static void main(String[] arguments) {
        System.exit(run(System.getenv()));
    }

    /** 0 if the model is in its place. */
    static int run(Map<String, String> environment) {
        Path log = FetchOrder.terminationLog(environment);
        try {
            FetchOrder order = FetchOrder.parse(environment);
            say("fetching %s into %s".formatted(order.source(), order.directory()));
            Fetched fetched = new Fetcher(order).fetch();
            say("fetched %d bytes, %s".formatted(fetched.bytes(), fetched.digest()));
            TerminationLog.fetched(log, fetched.digest().value(), fetched.bytes());
            return 0;
        } catch (FetchException e) {
            return fail(log, e.reason(), e.getMessage());
        } catch (IOException e) {
            return fail(log, reason(e), "the model could not be written: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return fail(log, Reason.ModelUnreachable, "stopped before the model was there");
        }
    }

    private static Reason reason(IOException e) {
        boolean full = String.valueOf(e.getMessage()).contains("No space left");
        return full ? Reason.ModelTooLarge : Reason.ModelUnreachable;
    }

    private static int fail(Path log, Reason reason, String message) {
        say(reason + ": " + message);
        try {
            TerminationLog.failure(log, reason.name(), message);
        } catch (IOException e) {
            say("the termination log %s cannot be written: %s".formatted(log, e));
        }
        return 1;
    }

    @SuppressWarnings("SystemOut")
    private static void say(String line) {
        System.err.println(line);
    }
}
