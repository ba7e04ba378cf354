package dev.modelservice.plugin.command;

import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

@Command(name = "version", description = "Shows the version of this program.")
final class Version implements Callable<Integer> {

    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    Root root;

    @Override
    public Integer call() {
        var version = Objects.requireNonNullElse(Version.class.getPackage().getImplementationVersion(), "unpackaged");
        root.console().print(root.written(version + "\n", Json.of("version", version)));
        return 0;
    }
}
