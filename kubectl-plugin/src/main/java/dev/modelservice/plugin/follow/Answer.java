package dev.modelservice.plugin.follow;

import dev.modelservice.api.v1alpha1.ModelService;
import java.util.Objects;
import java.util.Optional;

/**
 * What came of an action.
 *
 * @param message the operator's words
 */
public record Answer(boolean accepted, String message) {

    /** The annotation by which an action is asked for. */
    public static final String ANNOTATION = "modelservice.dev/action";

    /** Nothing as long as the operator has not said anything. */
    public static Optional<Answer> to(String action, ModelService service) {
        var handled = service.getStatus() == null ? null : service.getStatus().handledAction();
        if (handled != null && handled.action().equals(action)) {
            return Optional.of(new Answer(
                    Boolean.TRUE.equals(handled.accepted()), Objects.requireNonNullElse(handled.message(), "")));
        }
        var asked = service.getMetadata().getAnnotations().get(ANNOTATION);
        return action.equals(asked)
                ? Optional.empty()
                : Optional.of(new Answer(
                        false,
                        asked == null
                                ? "Somebody has removed the annotation before the operator saw it."
                                : "Somebody has asked for %s before the operator saw it.".formatted(asked)));
    }
}
