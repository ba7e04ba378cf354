package dev.modelservice.e2e.bench.gateway;

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
 * @param parts {@code requests openai streams table memory}: all, or those named
 * @param rounds {@code --rounds=3}: how often everything is measured; the tables have the medians
 * @param length {@code --seconds=3}: how long one measurement takes
 * @param rates {@code --rates=500,1000,2000}: requests a second
 * @param models {@code --models=10000}: how many the large table has
 * @param memory {@code --memory=512m}: what the gateway's JVM takes for the machine's memory
 * @param jvm {@code --jvm=-Xmx128m,-Xss512k}: more flags for the gateway's JVM, beside its image's
 */
record GatewaySettings(
        List<String> parts,
        int rounds,
        Duration length,
        List<Integer> rates,
        int models,
        String memory,
        List<String> jvm) {
    static final List<String> PARTS = List.of("requests", "openai", "streams", "table", "memory");
    private static final Set<String> KNOWN = Set.of("rounds", "seconds", "rates", "models", "memory", "jvm");

    static GatewaySettings parse(String... arguments) {
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
        return new GatewaySettings(
                parts.isEmpty() ? PARTS : parts,
                Integer.parseInt(options.getOrDefault("rounds", "3")),
                Duration.ofSeconds(Long.parseLong(options.getOrDefault("seconds", "3"))),
                Arrays.stream(options.getOrDefault("rates", "500,1000,2000").split(","))
                        .map(Integer::valueOf)
                        .toList(),
                Integer.parseInt(options.getOrDefault("models", "10000")),
                options.getOrDefault("memory", "512m"),
                Arrays.stream(options.getOrDefault("jvm", "").split(",(?=-)"))
                        .filter(flag -> !flag.isEmpty())
                        .toList());
    }

    int highestRate() {
        return rates.stream().mapToInt(Integer::intValue).max().orElseThrow();
    }
}
