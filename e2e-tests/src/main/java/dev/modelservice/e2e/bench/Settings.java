package dev.modelservice.e2e.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What to measure.
 *
 * @param counts {@code --counts=300,1000}: ModelServices at once, one run each
 * @param warmUp {@code --warm-up=100}: ModelServices served and deleted before the measured ones
 * @param namespaces {@code --namespaces=10}: over how many namespaces they spread
 * @param idle {@code --idle-minutes=10}
 * @param jvm {@code --jvm=-Xmx128m,-XX:+UseSerialGC}: more flags for the operator's JVM, beside the chart's
 */
record Settings(List<Integer> counts, int warmUp, int namespaces, Duration idle, List<String> jvm) {
    private static final Set<String> KNOWN = Set.of("counts", "warm-up", "namespaces", "idle-minutes", "jvm");

    static Settings parse(String... arguments) {
        Map<String, String> given = Arrays.stream(arguments)
                .map(argument -> argument.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0].replaceFirst("^--", ""), pair -> pair[1]));
        if (!KNOWN.containsAll(given.keySet())) {
            throw new IllegalArgumentException("Known options are " + KNOWN + ", given are " + given.keySet());
        }
        return new Settings(
                Arrays.stream(given.getOrDefault("counts", "300,1000").split(","))
                        .map(Integer::valueOf)
                        .toList(),
                Integer.parseInt(given.getOrDefault("warm-up", "100")),
                Integer.parseInt(given.getOrDefault("namespaces", "10")),
                Duration.ofMinutes(Long.parseLong(given.getOrDefault("idle-minutes", "10"))),
                Arrays.stream(given.getOrDefault("jvm", "").split(",(?=-)"))
                        .filter(flag -> !flag.isEmpty())
                        .toList());
    }
}
