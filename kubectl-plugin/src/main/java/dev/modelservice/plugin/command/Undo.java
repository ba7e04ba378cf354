package dev.modelservice.plugin.command;

import dev.modelservice.plugin.cluster.Cluster;
import dev.modelservice.plugin.view.Choice;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "undo", description = "Goes back to an earlier revision.")
final class Undo extends Verb {

    @Option(
            names = "--to-revision",
            paramLabel = "REVISION",
            description = "Its name, its number, or how its name ends. Default: the one that served before.")
    @Nullable
    String revision;

    @Override
    String action(Cluster cluster) {
        if (revision == null) {
            return "undo";
        }
        var chosen = Choice.of(revision, cluster.history(asking.name).history());
        return "undo/" + chosen.getMetadata().getName();
    }
}
