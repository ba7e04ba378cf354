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
import java.util.stream.Collectors;

/**
 * Starts the image of the runtime again and again, with and without its AOT cache in turns, and prints the medians of the
 * steps and what the cache is worth. Options: {@code --runs=10}, {@code --cpus=2}, {@code --memory=1g}, and the models
 * {@code dense minilm-int8 minilm}.
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
        Path beside = Files.createDirectories(Repository.target().resolve("images-without-cache"));
        var without = RuntimeImage.build(Map.of("MODELSERVICE_AOT", "off", "MODELSERVICE_IMAGES", beside.toString()));
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

    private static Waterfall start(RuntimeImage image, String model, String... arguments) {
        String folder = MODELS.get(model);
        if (folder == null) {
            throw new IllegalArgumentException("no such model: " + model + "; expected " + MODELS.keySet());
        }
        var options = new ArrayList<>(Waterfall.TOLD);
        options.add(RuntimeContainer.READ_ONLY);
        options.add("--cpus=" + option(arguments, "cpus", "2"));
        options.add("--memory=" + option(arguments, "memory", "1g"));
        try (var container =
                RuntimeContainer.start(image, Repository.root().resolve(folder), options.toArray(String[]::new))) {
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
                "without",
                "without ÷ with");
        for (Waterfall.Step step : Waterfall.Step.values()) {
            var row = new ArrayList<>(List.of(step.meaning()));
            var medians = variants.stream()
                    .map(variant -> median(variant.starts, step))
                    .toList();
            medians.forEach(median -> row.add(Table.number(median)));
            row.add(Table.number(medians.getLast() / medians.getFirst()));
            table.row(row);
        }
        return table + spread(variants);
    }

    private static String spread(List<Variant> variants) {
        return variants.stream()
                .map(variant -> {
                    var ready = sorted(variant.starts, Waterfall.Step.READY);
                    return "%s the cache ready after %.0f to %.0f ms"
                            .formatted(variant.name, ready[0], ready[ready.length - 1]);
                })
                .collect(Collectors.joining("; ", "\n", ".\n"));
    }

    private static double median(List<Waterfall> starts, Waterfall.Step step) {
        double[] sorted = sorted(starts, step);
        return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
    }

    private static double[] sorted(List<Waterfall> starts, Waterfall.Step step) {
        return starts.stream()
                .flatMap(start -> start.at(step).stream())
                .mapToDouble(Duration::toMillis)
                .sorted()
                .toArray();
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
