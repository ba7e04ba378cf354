package dev.modelservice.plugin.command;

import dev.modelservice.plugin.cluster.Cluster;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** A command that asks the operator for an action. */
abstract class Verb implements Callable<Integer> {

    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    Root root;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    Asking asking;

    /** The action, without its token. */
    abstract String action(Cluster cluster);

    @Override
    public Integer call() {
        try (var cluster = root.cluster()) {
            return asking.run(root, cluster, action(cluster));
        }
    }
}
