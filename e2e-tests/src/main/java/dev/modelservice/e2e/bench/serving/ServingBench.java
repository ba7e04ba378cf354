package dev.modelservice.e2e.bench.serving;

import dev.modelservice.e2e.bench.figures.Section;
import dev.modelservice.e2e.bench.servers.Cores;
import dev.modelservice.e2e.bench.servers.Machine;
import dev.modelservice.e2e.bench.servers.Progress;
import dev.modelservice.e2e.bench.servers.Tools;
import dev.modelservice.e2e.cluster.Repository;
import dev.modelservice.e2e.cluster.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code make bench-runtime}: our runtime beside other servers, on the same processors, in one run. */
public final class ServingBench {
    private ServingBench() {}

    public static void main(String... arguments) throws IOException {
        var settings = ServingSettings.parse(arguments);
        Tools.debian("wrk", "util-linux");
        var cores = Cores.of(Runtime.getRuntime().availableProcessors(), settings.serverProcessors());
        String head = head(settings, cores);
        cores.moveHere();
        var folder = RunFolder.create("serving");
        Files.createDirectories(folder);
        var report = new ArrayList<String>(List.of(head));
        for (var part : settings.parts()) {
            Progress.say("part " + part);
            report.add(section(part, settings, cores, folder).markdown());
        }
        String text = String.join("\n", report);
        Path file = Repository.target().resolve("bench-runtime.md");
        Files.writeString(file, text);
        System.out.println(text);
        Progress.say("written to " + file);
    }

    private static Section section(String part, ServingSettings settings, Cores cores, Path folder) {
        return switch (part) {
            case "dense" -> new Dense(settings, cores, folder).run();
            case "embeddings" -> new Embeddings(settings, cores, folder).run();
            case "text" -> new TextGeneration(settings, cores, folder).run();
            default -> throw new IllegalArgumentException("No part " + part);
        };
    }

    private static String head(ServingSettings settings, Cores cores) {
        return """
                # Our runtime beside others

                %s, %d processors: servers on %s, clients on %s. Medians of %d rounds of %d s; in each round every server is measured
                while all others are suspended. CPU is the user and system time of a server's whole process tree; MiB is its resident
                memory, shared pages counted once.
                """.formatted(
                        Machine.processor(),
                        Runtime.getRuntime().availableProcessors(),
                        cores.ofServer(),
                        cores.ofClient(),
                        settings.rounds(),
                        settings.length().toSeconds());
    }
}
