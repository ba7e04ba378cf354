package dev.modelservice.plugin.command;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "completion",
        description = {
            "Prints a script that completes kubectl-modelservice in a shell.",
            "kubectl modelservice is completed by kubectl itself, where its own completion is on."
        })
final class Completion implements Callable<Integer> {

    /** The shells that there is a script for; it is the same one, which finds out where it runs. */
    enum Shell {
        bash,
        zsh
    }

    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    Root root;

    @Parameters(paramLabel = "SHELL", description = "bash or zsh.")
    @SuppressWarnings("NullAway.Init")
    Shell shell;

    @Override
    public Integer call() {
        root.console().print(AutoComplete.bash("kubectl-modelservice", Program.commandLine(root.console())));
        return 0;
    }
}
