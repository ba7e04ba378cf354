package dev.modelservice.operator.rollout;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks for by the annotation {@code modelservice.dev/action}: {@code VERB[/REVISION]@TOKEN}. The token is anything; with
 * another one the same verb is asked for again.
 */
record Action(Verb verb, @Nullable String revision) {

    private static final Pattern FORM = Pattern.compile("([a-z-]{1,32})(?:/([-a-z0-9]{1,63}))?@(\\S{1,128})");

    enum Verb {
        PROMOTE,
        PROMOTE_FULL,
        PAUSE,
        RESUME,
        ABORT,
        RETRY,
        UNDO;

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Nothing where it is not written like this. */
    static Optional<Action> of(String annotation) {
        var found = FORM.matcher(annotation);
        if (!found.matches()) {
            return Optional.empty();
        }
        return Arrays.stream(Verb.values())
                .filter(verb -> verb.word().equals(found.group(1)))
                .filter(verb -> found.group(2) == null || verb == Verb.UNDO)
                .findFirst()
                .map(verb -> new Action(verb, found.group(2)));
    }

    /** How it has to be written. */
    static String form() {
        return "write VERB@TOKEN, where VERB is %s or undo/REVISION and TOKEN anything new"
                .formatted(Arrays.stream(Verb.values()).map(Verb::word).collect(Collectors.joining(", ")));
    }
}
