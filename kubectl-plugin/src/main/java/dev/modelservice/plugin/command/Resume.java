package dev.modelservice.plugin.command;

import dev.modelservice.plugin.cluster.Cluster;
import picocli.CommandLine.Command;

@Command(name = "resume", description = "Lets a rollout go on that pause holds.")
final class Resume extends Verb {

    @Override
    String action(Cluster cluster) {
        return "resume";
    }
}
