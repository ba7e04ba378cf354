package dev.modelservice.e2e.bench;

import dev.modelservice.e2e.bench.options.Options;
import java.time.Duration;
import java.util.List;
import java.util.Set;

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
        var options = Options.parse(List.of(), KNOWN, arguments);
        return new Settings(
                options.numbers("counts", "300,1000"),
                options.number("warm-up", 100),
                options.number("namespaces", 10),
                Duration.ofMinutes(options.number("idle-minutes", 10)),
                options.flags("jvm"));
    }
}
