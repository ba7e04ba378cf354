package dev.modelservice.e2e.bench.start;

import dev.modelservice.e2e.bench.figures.Median;
import dev.modelservice.e2e.bench.figures.Table;
import dev.modelservice.e2e.bench.options.Options;
import dev.modelservice.e2e.cluster.Repository;
import dev.modelservice.e2e.container.RuntimeContainer;
import dev.modelservice.e2e.container.RuntimeImage;
import dev.modelservice.e2e.container.Waterfall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
    private static final List<String> USUAL = List.of("dense", "minilm-int8");
    private static final Set<String> KNOWN = Set.of("runs", "cpus", "memory");

    private StartBench() {}

    private record Variant(String name, RuntimeImage image, List<Waterfall> starts) {}

    /** Measures what the arguments say. */
    public static void main(String... arguments) throws IOException {
        var options = Options.parse(List.copyOf(MODELS.keySet()), KNOWN, arguments);
        int runs = options.number("runs", 10);
        var with = RuntimeImage.build(Map.of("MODELSERVICE_AOT", "on"));
        Path beside = Files.createDirectories(Repository.target().resolve("images-without-cache"));
        var without = RuntimeImage.build(Map.of("MODELSERVICE_AOT", "off", "MODELSERVICE_IMAGES", beside.toString()));
        System.out.println(sizes(with));
        for (String model : options.partsOr(USUAL)) {
            var variants = List.of(
                    new Variant("with", with, new ArrayList<>()), new Variant("without", without, new ArrayList<>()));
            for (int run = 0; run < runs; run++) {
                for (Variant variant : variants) {
                    variant.starts.add(start(variant.image, model, options));
                }
            }
            System.out.println(table(model, runs, variants));
        }
    }

    private static Waterfall start(RuntimeImage image, String model, Options options) {
        Path folder = Repository.root().resolve(Objects.requireNonNull(MODELS.get(model)));
        var flags = new ArrayList<>(Waterfall.TOLD);
        flags.add(RuntimeContainer.READ_ONLY);
        flags.add("--cpus=" + options.text("cpus", "2"));
        flags.add("--memory=" + options.text("memory", "1g"));
        try (var container = RuntimeContainer.start(image, folder, flags.toArray(String[]::new))) {
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
                    .map(variant -> Median.of(sorted(variant.starts, step)))
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

    private static double[] sorted(List<Waterfall> starts, Waterfall.Step step) {
        return starts.stream()
                .flatMap(start -> start.at(step).stream())
                .mapToDouble(Duration::toMillis)
                .sorted()
                .toArray();
    }
}
