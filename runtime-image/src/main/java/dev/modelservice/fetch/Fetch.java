package dev.modelservice.fetch;

import dev.modelservice.termination.LastWords;
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
            LastWords.say("fetching %s into %s".formatted(order.source(), order.directory()));
            Fetched fetched = new Fetcher(order).fetch();
            LastWords.say("fetched %d bytes, %s".formatted(fetched.bytes(), fetched.digest()));
            TerminationLog.fetched(log, fetched.digest().value(), fetched.bytes());
            return 0;
        } catch (FetchException e) {
            return LastWords.failed(log, e.reason().name(), e.getMessage());
        } catch (IOException e) {
            return LastWords.failed(log, reason(e).name(), "the model could not be written: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return LastWords.failed(log, Reason.ModelUnreachable.name(), "stopped before the model was there");
        }
    }

    private static Reason reason(IOException e) {
        boolean full = String.valueOf(e.getMessage()).contains("No space left");
        return full ? Reason.ModelTooLarge : Reason.ModelUnreachable;
    }
}
