package dev.modelservice.plugin.command;

import dev.modelservice.plugin.cluster.Cluster;
import picocli.CommandLine.Command;

@Command(name = "abort", description = "Gives all requests back to the stable revision, and refuses the candidate.")
final class Abort extends Verb {

    @Override
    String action(Cluster cluster) {
        return "abort";
    }
}
