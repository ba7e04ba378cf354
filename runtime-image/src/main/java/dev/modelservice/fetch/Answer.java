package dev.modelservice.fetch;

import java.util.Optional;
import java.util.OptionalLong;

/** The parts of an HTTP answer that decide what happens next. */
record Answer(
        int status,
        OptionalLong contentLength,
        Optional<String> contentRange,
        Optional<String> entityTag,
        Optional<String> lastModified,
        Optional<String> location) {

    /** A mark that is good for {@code If-Range}: a strong entity tag, or else the date. */
    Optional<String> validator() {
        return entityTag.filter(tag -> !tag.startsWith("W/")).or(() -> lastModified);
    }
}
