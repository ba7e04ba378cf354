package dev.modelservice.golden;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be asked, read from the environment.
 *
 * @param revision that has to answer; empty: whichever does
 * @param patience how long to try again where nobody answers yet
 * @param time for all cases
 */
record GoldenOrder(
        Path directory, URI url, Optional<String> revision, Comparison comparison, Duration patience, Duration time) {

    private static final String PREFIX = "MODELSERVICE_GOLDEN_";
    private static final Duration USUAL_PATIENCE = Duration.ofMinutes(1);

    /** Within the pod's ten minutes, so that there is a result before it is ended. */
    private static final Duration USUAL_TIME = Duration.ofMinutes(9);

    static GoldenOrder parse(Map<String, String> environment) throws GoldenException {
        return new GoldenOrder(
                Path.of(value(environment, "DIRECTORY").orElse("/golden")),
                url(required(environment, "URL")),
                value(environment, "REVISION"),
                Comparison.of(required(environment, "COMPARE"), value(environment, "BOUND")),
                USUAL_PATIENCE,
                USUAL_TIME);
    }

    static Path terminationLog(Map<String, String> environment) {
        return Path.of(value(environment, "TERMINATION_LOG").orElse("/dev/termination-log"));
    }

    private static URI url(String text) throws GoldenException {
        try {
            URI url = URI.create(text);
            if ("http".equals(url.getScheme()) && url.getHost() != null) {
                return url;
            }
        } catch (IllegalArgumentException _) {
            // The message below says it.
        }
        throw new GoldenException(Reason.GoldenUnreachable, PREFIX + "URL is no http:// address: " + text);
    }

    private static String required(Map<String, String> environment, String name) throws GoldenException {
        return value(environment, name)
                .orElseThrow(() -> new GoldenException(Reason.GoldenSetBroken, PREFIX + name + " is not set"));
    }

    private static Optional<String> value(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(PREFIX + name)).filter(value -> !value.isBlank());
    }
}
