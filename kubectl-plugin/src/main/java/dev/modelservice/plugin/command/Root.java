package dev.modelservice.plugin.command;

import dev.modelservice.plugin.cluster.Cluster;
import dev.modelservice.plugin.cluster.Connection;
import dev.modelservice.plugin.screen.Documents;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that all commands share, and the way from there to a cluster. */
@Command(
        name = "kubectl modelservice",
        description = "Shows the rollouts of ModelServices, and steers them.",
        synopsisSubcommandLabel = "COMMAND")
final class Root {

    /** How results are printed. */
    enum Form {
        text,
        json
    }

    private final Console console;

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAMESPACE",
            scope = ScopeType.INHERIT,
            description = "Default: that of the context.")
    @Nullable
    String namespace;

    @Option(
            names = "--context",
            paramLabel = "CONTEXT",
            scope = ScopeType.INHERIT,
            description = "A context of the kubeconfig. Default: the current one.")
    @Nullable
    String context;

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "Default: what KUBECONFIG names, or ~/.kube/config.")
    @Nullable
    Path kubeconfig;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORM",
            scope = ScopeType.INHERIT,
            description = "text or json. Default: text.")
    Form form = Form.text;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Shows this.")
    boolean help;

    Root(Console console) {
        this.console = console;
    }

    Console console() {
        return console;
    }

    Cluster cluster() {
        return new Connection(kubeconfig, context, namespace).open();
    }

    /** The one or the other, as the user wants it. */
    String written(String text, Object document) {
        return form == Form.json ? Documents.json(document) : text;
    }
}
