package dev.modelservice.plugin.command;

import dev.modelservice.plugin.screen.Documents;
import dev.modelservice.plugin.screen.UnifiedDiff;
import dev.modelservice.plugin.view.Choice;
import dev.modelservice.plugin.view.RevisionData;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "diff",
        description = {
            "Shows how one revision differs from another.",
            "A revision is meant by its name, its number, or how its name ends."
        })
final class Diff implements Callable<Integer> {

    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    Root root;

    @Parameters(index = "0", paramLabel = "NAME", description = "The ModelService.")
    @SuppressWarnings("NullAway.Init")
    String name;

    @Parameters(index = "1", paramLabel = "FROM", description = "The one.")
    @SuppressWarnings("NullAway.Init")
    String from;

    @Parameters(index = "2", paramLabel = "TO", description = "The other.")
    @SuppressWarnings("NullAway.Init")
    String to;

    @Override
    public Integer call() {
        try (var cluster = root.cluster()) {
            var history = cluster.history(name).history();
            var first = Choice.of(from, history);
            var second = Choice.of(to, history);
            var text = UnifiedDiff.of(
                    title(first),
                    yaml(first),
                    title(second),
                    yaml(second),
                    root.console().ink());
            root.console().print(root.written(text, Json.of("from", first, "to", second)));
        }
        return 0;
    }

    private static String title(ControllerRevision revision) {
        return "%s (%d)".formatted(revision.getMetadata().getName(), revision.getRevision());
    }

    private static String yaml(ControllerRevision revision) {
        return Documents.yaml(RevisionData.of(revision).fields());
    }
}
