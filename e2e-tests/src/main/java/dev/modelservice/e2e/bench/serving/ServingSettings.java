package dev.modelservice.e2e.bench.serving;

import dev.modelservice.e2e.bench.options.Options;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What to measure.
 *
 * @param parts {@code dense embeddings text}: all, or those named
 * @param rounds {@code --rounds=3}: how often everything is measured; the tables have the medians
 * @param length {@code --seconds=2}: how long one measurement takes; embeddings take twice as long
 * @param serverProcessors {@code --server-processors=1}: how many the servers get; by itself half of the machine's
 */
record ServingSettings(List<String> parts, int rounds, Duration length, int serverProcessors) {
    static final List<String> PARTS = List.of("dense", "embeddings", "text");
    private static final Set<String> KNOWN = Set.of("rounds", "seconds", "server-processors");

    static ServingSettings parse(String... arguments) {
        var options = Options.parse(PARTS, KNOWN, arguments);
        return new ServingSettings(
                options.partsOr(PARTS),
                options.number("rounds", 3),
                Duration.ofSeconds(options.number("seconds", 2)),
                options.number(
                        "server-processors", Math.max(1, Runtime.getRuntime().availableProcessors() / 2)));
    }
}
