package dev.modelservice.plugin.command;

import dev.modelservice.plugin.cluster.Cluster;
import dev.modelservice.plugin.view.Choice;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(name = "undo", description = "Goes back to an earlier revision.")
final class Undo implements Callable<Integer> {

    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    Root root;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    Asking asking;

    @Option(
            names = "--to-revision",
            paramLabel = "REVISION",
            description = "Its name, its number, or how its name ends. Default: the one that served before.")
    @Nullable
    String revision;

    @Override
    public Integer call() {
        try (var cluster = root.cluster()) {
            return asking.run(root, cluster, verb(cluster));
        }
    }

    private String verb(Cluster cluster) {
        if (revision == null) {
            return "undo";
        }
        var chosen = Choice.of(revision, cluster.history(asking.name).history());
        return "undo/" + chosen.getMetadata().getName();
    }
}
