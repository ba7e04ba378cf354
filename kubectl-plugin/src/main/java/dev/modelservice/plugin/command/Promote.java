package dev.modelservice.plugin.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(name = "promote", description = "Ends the step that a rollout is at or waits in.")
final class Promote implements Callable<Integer> {

    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    Root root;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    Asking asking;

    @Option(names = "--full", description = "Ends all steps: the candidate becomes the stable revision.")
    boolean full;

    @Override
    public Integer call() {
        return asking.run(root, full ? "promote-full" : "promote");
    }
}
