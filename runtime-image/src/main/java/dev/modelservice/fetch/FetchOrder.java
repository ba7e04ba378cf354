package dev.modelservice.fetch;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be brought, read from the environment.
 *
 * @param digest of the downloaded file, where it is known before
 * @param maxBytes of the file, and of all that is unpacked from it
 * @param directory where the model's files end up
 * @param caFile certificates in PEM to trust besides the usual ones
 * @param credentials a folder with {@code token}, or {@code username} and {@code password}
 * @param patience how long to try without getting on
 */
record FetchOrder(
        Source source,
        Optional<Digest> digest,
        long maxBytes,
        Path directory,
        Optional<Path> caFile,
        Optional<Path> credentials,
        Duration patience) {

    private static final String PREFIX = "MODELSERVICE_FETCH_";
    private static final long USUAL_MAX_BYTES = 10L << 30;
    private static final Duration USUAL_PATIENCE = Duration.ofSeconds(15);

    static FetchOrder parse(Map<String, String> environment) throws FetchException {
        Optional<String> digest = value(environment, "DIGEST");
        return new FetchOrder(
                Source.parse(value(environment, "URI")
                        .orElseThrow(() -> new FetchException(Reason.ModelUnreachable, PREFIX + "URI is not set"))),
                digest.isPresent() ? Optional.of(Digest.parse(digest.get())) : Optional.empty(),
                bytes(value(environment, "MAX_BYTES").orElse(Long.toString(USUAL_MAX_BYTES))),
                Path.of(value(environment, "DIRECTORY").orElse("/mnt/models")),
                value(environment, "CA_FILE").map(Path::of),
                value(environment, "CREDENTIALS_DIRECTORY").map(Path::of),
                USUAL_PATIENCE);
    }

    static Path terminationLog(Map<String, String> environment) {
        return Path.of(value(environment, "TERMINATION_LOG").orElse("/dev/termination-log"));
    }

    private static Optional<String> value(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(PREFIX + name)).filter(value -> !value.isBlank());
    }

    private static long bytes(String text) throws FetchException {
        if (!text.matches("[0-9]{1,18}")) {
            throw new FetchException(
                    Reason.ModelTooLarge, "%sMAX_BYTES is '%s'; expected a number of bytes".formatted(PREFIX, text));
        }
        return Long.parseLong(text);
    }
}
