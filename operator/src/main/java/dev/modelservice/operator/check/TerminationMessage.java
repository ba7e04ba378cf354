package dev.modelservice.operator.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.modelservice.api.v1alpha1.Reason;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The JSON object that our fetcher and our runtime leave behind when they end: {@code reason} and {@code message}, or {@code digest}. */
public final class TerminationMessage {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** What goes away without anybody touching the ModelService. */
    private static final Set<Reason> RETRIED = EnumSet.of(
            Reason.MODEL_UNREACHABLE, Reason.MODEL_NOT_FOUND, Reason.MODEL_FORBIDDEN, Reason.REFERENCE_MISSING);

    private TerminationMessage() {}

    /** The finding that a container left behind, if it did. */
    static Optional<Finding> parse(ContainerStateTerminated ended) {
        return read(ended.getMessage())
                .flatMap(left -> reason(left.path("reason").asText())
                        .map(reason -> new Finding(reason, left.path("message").asText(), !RETRIED.contains(reason))));
    }

    /** The digest of the fetched model, if the container left one behind. */
    public static Optional<String> digest(ContainerStateTerminated ended) {
        return read(ended.getMessage())
                .map(left -> left.path("digest").asText())
                .filter(digest -> digest.startsWith("sha256:"));
    }

    private static Optional<Reason> reason(String value) {
        return Arrays.stream(Reason.values())
                .filter(reason -> reason.value().equals(value))
                .findFirst();
    }

    // Anything may stand there: a user's runtime writes what it likes.
    private static Optional<JsonNode> read(@Nullable String message) {
        if (message == null || !message.startsWith("{")) {
            return Optional.empty();
        }
        try {
            return Optional.of(MAPPER.readTree(message));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
