package dev.modelservice.e2e.bench.start;

import dev.modelservice.e2e.bench.figures.Table;
import dev.modelservice.e2e.cluster.Repository;
import dev.modelservice.e2e.container.RuntimeContainer;
import dev.modelservice.e2e.container.RuntimeImage;
import dev.modelservice.e2e.container.Waterfall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Starts the image of the runtime again and again, with and without its AOT cache in turns, and prints the medians of the
 * steps. Options: {@code --runs=10}, {@code --cpus=2}, {@code --memory=1g}, and the models {@code dense minilm-int8}.
 */
public final class StartBench {
    private static final Map<String, String> MODELS = Map.of(
            "dense", "examples/dense",
            "minilm-int8", "images/target/models/minilm-int8",
            "minilm", "images/target/models/minilm");

    private StartBench() {}

    private record Variant(String name, RuntimeImage image, List<Waterfall> starts) {}

    /** Measures what the arguments say. */
    public static void main(String... arguments) throws IOException {
        int runs = Integer.parseInt(option(arguments, "runs", "10"));
        var models = Arrays.stream(arguments)
                .filter(argument -> !argument.startsWith("--"))
                .toList();
        var with = RuntimeImage.build(Map.of("MODELSERVICE_AOT", "on"));
        Path folder = Files.createTempDirectory("images");
        var without = RuntimeImage.build(Map.of("MODELSERVICE_AOT", "off", "MODELSERVICE_IMAGES", folder.toString()));
        System.out.println(sizes(with));
        for (String model : models.isEmpty() ? List.of("dense", "minilm-int8") : models) {
            var variants = List.of(
                    new Variant("with", with, new ArrayList<>()), new Variant("without", without, new ArrayList<>()));
            for (int run = 0; run < runs; run++) {
                for (Variant variant : variants) {
                    variant.starts.add(start(variant.image, model, arguments));
                }
            }
            System.out.println(table(model, runs, variants));
        }
    }

    private static Waterfall start(RuntimeImage image, String model, String... arguments) throws IOException {
        Path temporary = RuntimeContainer.temporaryFolder();
        Path files = Repository.root().resolve(MODELS.get(model));
        try (var container = RuntimeContainer.start(
                image,
                files,
                temporary,
                Waterfall.JVM_LOG,
                "--cpus=" + option(arguments, "cpus", "2"),
                "--memory=" + option(arguments, "memory", "1g"))) {
            return Waterfall.of(container, container.awaitReady());
        }
    }

    private static String sizes(RuntimeImage image) {
        var table = new Table(1, "layer", "MB");
        image.layers().forEach(layer -> table.row(List.of(layer.name(), Table.number(layer.bytes() / 1e6))));
        table.row(List.of("all", Table.number(image.bytes() / 1e6)));
        table.row(List.of("as an archive", Table.number(image.archiveBytes() / 1e6)));
        return table.toString();
    }

    private static String table(String model, int runs, List<Variant> variants) {
        var table = new Table(
                1,
                "%s: ms from the start of the process, median of %d".formatted(model, runs),
                "with AOT cache",
                "without");
        for (Waterfall.Step step : Waterfall.Step.values()) {
            var row = new ArrayList<>(List.of(step.meaning()));
            variants.forEach(variant -> row.add(Table.number(median(variant.starts, step))));
            table.row(row);
        }
        return table.toString();
    }

    private static double median(List<Waterfall> starts, Waterfall.Step step) {
        var sorted = starts.stream()
                .flatMap(start -> start.at(step).stream())
                .mapToDouble(Duration::toMillis)
                .sorted()
                .toArray();
        return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
    }

    private static String option(String[] arguments, String name, String standard) {
        String prefix = "--" + name + "=";
        return Arrays.stream(arguments)
                .filter(argument -> argument.startsWith(prefix))
                .map(argument -> argument.substring(prefix.length()))
                .findFirst()
                .orElse(standard);
    }
}
