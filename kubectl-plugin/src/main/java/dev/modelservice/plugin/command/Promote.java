package dev.modelservice.plugin.command;

import dev.modelservice.plugin.cluster.Cluster;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "promote", description = "Ends the step that a rollout is at or waits in.")
final class Promote extends Verb {

    @Option(names = "--full", description = "Ends all steps: the candidate becomes the stable revision.")
    boolean full;

    @Override
    String action(Cluster cluster) {
        return full ? "promote-full" : "promote";
    }
}
