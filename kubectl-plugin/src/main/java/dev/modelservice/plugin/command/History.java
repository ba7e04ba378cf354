package dev.modelservice.plugin.command;

import dev.modelservice.plugin.screen.HistoryScreen;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(name = "history", description = "Shows the revisions that are kept.")
final class History implements Callable<Integer> {

    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    Root root;

    @Parameters(paramLabel = "NAME", description = "The ModelService.")
    @SuppressWarnings("NullAway.Init")
    String name;

    @Override
    public Integer call() {
        try (var cluster = root.cluster()) {
            var snapshot = cluster.history(name);
            root.console()
                    .print(root.written(
                            HistoryScreen.of(
                                    snapshot,
                                    root.console().ink(),
                                    root.console().now()),
                            Json.history(snapshot)));
        }
        return 0;
    }
}
