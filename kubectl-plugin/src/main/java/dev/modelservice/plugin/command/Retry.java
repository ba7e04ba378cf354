package dev.modelservice.plugin.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

@Command(name = "retry", description = "Tries the refused revision again, or goes back to what the spec asks for.")
final class Retry implements Callable<Integer> {

    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    Root root;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    Asking asking;

    @Override
    public Integer call() {
        return asking.run(root, "retry");
    }
}
