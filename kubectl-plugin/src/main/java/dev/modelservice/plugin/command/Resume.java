package dev.modelservice.plugin.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

@Command(name = "resume", description = "Lets a rollout go on that pause holds.")
final class Resume implements Callable<Integer> {

    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    Root root;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    Asking asking;

    @Override
    public Integer call() {
        return asking.run(root, "resume");
    }
}
