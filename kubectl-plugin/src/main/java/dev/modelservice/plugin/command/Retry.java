package dev.modelservice.plugin.command;

import dev.modelservice.plugin.cluster.Cluster;
import picocli.CommandLine.Command;

@Command(name = "retry", description = "Tries the refused revision again, or goes back to what the spec asks for.")
final class Retry extends Verb {

    @Override
    String action(Cluster cluster) {
        return "retry";
    }
}
