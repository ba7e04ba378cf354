package dev.modelservice.e2e.bench.serving;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

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
        Map<String, String> options = Arrays.stream(arguments)
                .filter(argument -> argument.startsWith("--"))
                .map(argument -> argument.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0].substring(2), pair -> pair[1]));
        var parts = Arrays.stream(arguments)
                .filter(Predicate.not(argument -> argument.startsWith("--")))
                .toList();
        if (!KNOWN.containsAll(options.keySet()) || !PARTS.containsAll(parts)) {
            throw new IllegalArgumentException(
                    "Known are the parts " + PARTS + " and the options " + KNOWN + ", given " + List.of(arguments));
        }
        return new ServingSettings(
                parts.isEmpty() ? PARTS : parts,
                Integer.parseInt(options.getOrDefault("rounds", "3")),
                Duration.ofSeconds(Long.parseLong(options.getOrDefault("seconds", "2"))),
                Integer.parseInt(options.getOrDefault(
                        "server-processors",
                        Integer.toString(Math.max(1, Runtime.getRuntime().availableProcessors() / 2)))));
    }
}
