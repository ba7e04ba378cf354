package dev.modelservice.plugin.command;

import dev.modelservice.plugin.cluster.Cluster;
import picocli.CommandLine.Command;

@Command(name = "pause", description = "Holds the rollout where it is.")
final class Pause extends Verb {

    @Override
    String action(Cluster cluster) {
        return "pause";
    }
}
