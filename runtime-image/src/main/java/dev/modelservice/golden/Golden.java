package dev.modelservice.golden;

import dev.modelservice.termination.LastWords;
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
            LastWords.say("%d of %d cases as expected".formatted(result.right(), result.cases()));
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
            return LastWords.failed(log, e.reason().name(), e.getMessage());
        } catch (IOException e) {
            return LastWords.failed(log, Reason.GoldenUnreachable.name(), "the result cannot be left behind: " + e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return LastWords.failed(log, Reason.GoldenUnreachable.name(), "stopped before every case was asked");
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
                score.fault().ifPresent(fault -> LastWords.say(next.name() + ": " + fault));
                result = result.with(next.name(), score);
            }
        }
        return result;
    }
}
