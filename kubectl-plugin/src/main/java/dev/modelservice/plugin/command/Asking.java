package dev.modelservice.plugin.command;

import dev.modelservice.plugin.cluster.Cluster;
import dev.modelservice.plugin.follow.Answer;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What all verbs have in common: the annotation, and the operator's answer. */
final class Asking {

    private static final int NOT_ACCEPTED = 1;
    private static final int NO_ANSWER = 3;

    @Parameters(paramLabel = "NAME", description = "The ModelService.")
    @SuppressWarnings("NullAway.Init")
    String name;

    @Option(names = "--no-wait", description = "Does not wait for the operator's answer.")
    boolean noWait;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            description = "How long to wait for the answer, such as 90s. Default: 30s.")
    Duration timeout = Duration.ofSeconds(30);

    /** Asks for the action, {@code promote} or {@code undo/REVISION} for instance, and says what came of it. */
    int run(Root root, Cluster cluster, String verb) {
        var action = verb + "@" + UUID.randomUUID().toString().substring(0, 8);
        cluster.service(name);
        cluster.ask(name, action);
        if (noWait) {
            root.console().print(root.written("Asked for " + action + "\n", Json.of("action", action)));
            return 0;
        }
        return tell(root, action, answer(root, cluster, action));
    }

    private Optional<Answer> answer(Root root, Cluster cluster, String action) {
        var deadline = root.console().now().plus(timeout);
        try (var watch = cluster.watchService(name)) {
            while (true) {
                var answer = Answer.to(action, watch.now());
                if (answer.isPresent()
                        || !watch.awaitChange(Duration.between(root.console().now(), deadline))) {
                    return answer;
                }
            }
        }
    }

    private int tell(Root root, String action, Optional<Answer> answer) {
        if (answer.isEmpty()) {
            root.console()
                    .complain(
                            "the operator has not answered within %d s. It will when it runs: see status.handledAction"
                                    .formatted(timeout.toSeconds()));
            return NO_ANSWER;
        }
        var said = answer.get();
        var text = said.message().isEmpty() ? (said.accepted() ? "Done." : "Not done.") : said.message();
        if (said.accepted() || root.form == Root.Form.json) {
            root.console()
                    .print(root.written(
                            text + "\n",
                            Json.of("action", action, "accepted", said.accepted(), "message", said.message())));
        } else {
            root.console().complain(text);
        }
        return said.accepted() ? 0 : NOT_ACCEPTED;
    }
}
