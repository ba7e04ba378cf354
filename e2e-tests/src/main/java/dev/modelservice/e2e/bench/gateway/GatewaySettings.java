package dev.modelservice.e2e.bench.gateway;

import dev.modelservice.e2e.bench.options.Options;
import java.time.Duration;
import java.util.List;
import java.util.Set;

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
        var options = Options.parse(PARTS, KNOWN, arguments);
        return new GatewaySettings(
                options.partsOr(PARTS),
                options.number("rounds", 3),
                Duration.ofSeconds(options.number("seconds", 3)),
                options.numbers("rates", "500,1000,2000"),
                options.number("models", 10_000),
                options.text("memory", "512m"),
                options.flags("jvm"));
    }

    int highestRate() {
        return rates.stream().mapToInt(Integer::intValue).max().orElseThrow();
    }
}
