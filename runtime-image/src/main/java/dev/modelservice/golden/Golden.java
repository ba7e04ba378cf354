package dev.modelservice.golden;

import dev.modelservice.termination.TerminationLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Reads its order from the environment, and leaves one JSON object in the termination log. */
public final class Golden {

    private Golden() {}

    public static void main(String[] arguments) {
        System.exit(run(System.getenv()));
    }

    /** 0 if every case was asked, however it was answered. */
    static int run(Map<String, String> environment) {
        Path log = GoldenOrder.terminationLog(environment);
        try {
            GoldenOrder order = GoldenOrder.parse(environment);
            Result result = ask(order);
            say("%d of %d cases as expected".formatted(result.right(), result.cases()));
            TerminationLog.golden(
                    log,
                    Reason.GoldenDone.name(),
                    result.cases(),
                    result.right(),
                    result.accuracy(),
                    result.similarity(),
                    result.worst());
            return 0;
        } catch (GoldenException e) {
            return fail(log, e.reason(), e.getMessage());
        } catch (IOException e) {
            return fail(log, Reason.GoldenUnreachable, "the result cannot be left behind: " + e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return fail(log, Reason.GoldenUnreachable, "stopped before every case was asked");
        }
    }

    static Result ask(GoldenOrder order) throws GoldenException, InterruptedException {
        long until = System.nanoTime() + order.time().toNanos();
        Result result = Result.NOTHING;
        try (Model model = new Model(order)) {
            for (Path file : CaseFolder.files(order.directory())) {
                if (System.nanoTime() >= until) {
                    throw new GoldenException(
                            Reason.GoldenUnreachable,
                            "%d cases took %d seconds, and there are more; use fewer"
                                    .formatted(result.cases(), order.time().toSeconds()));
                }
                Case next = CaseFolder.read(file);
                Score score = model.ask(next);
                score.fault().ifPresent(fault -> say(next.name() + ": " + fault));
                result = result.with(next.name(), score);
            }
        }
        return result;
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
