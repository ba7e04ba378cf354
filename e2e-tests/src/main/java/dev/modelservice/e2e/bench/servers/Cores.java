package dev.modelservice.e2e.bench.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The machine's processors, divided: servers run on the first and whoever asks on the others, so that neither takes the
 * other's time.
 */
public record Cores(String ofServer, int servers, String ofClient) {

    /** The first so many for servers, the others for clients; a machine with one processor has to share it. */
    public static Cores of(int processors, int servers) {
        int firstClient = Math.min(servers, processors - 1);
        return new Cores(range(0, servers - 1), servers, range(firstClient, processors - 1));
    }

    /** The other way round, for a server that belongs to those who ask. */
    public Cores exchanged() {
        return new Cores(/* ofServer= */ ofClient, servers, /* ofClient= */ ofServer);
    }

    /** The command, held on the servers' processors. */
    public List<String> onServer(List<String> command) {
        return pinned(ofServer, command);
    }

    /** The command, held on the clients' processors. */
    public List<String> onClient(List<String> command) {
        return pinned(ofClient, command);
    }

    /** Holds this JVM on the clients' processors: it asks, too. */
    public void moveHere() {
        try {
            new ProcessBuilder(
                            "taskset",
                            "--all-tasks",
                            "--pid",
                            "--cpu-list",
                            ofClient,
                            Long.toString(ProcessHandle.current().pid()))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start()
                    .onExit()
                    .join();
        } catch (IOException e) {
            throw new UncheckedIOException("taskset of util-linux is missing", e);
        }
    }

    private static List<String> pinned(String cores, List<String> command) {
        var whole = new ArrayList<>(List.of("taskset", "--cpu-list", cores));
        whole.addAll(command);
        return whole;
    }

    private static String range(int first, int last) {
        return first == last ? Integer.toString(first) : first + "-" + last;
    }
}
