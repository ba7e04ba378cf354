package dev.modelservice.api.kserve;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A model format that a runtime serves.
 *
 * @param name such as {@code sklearn}; compared letter by letter
 * @param version the format's version; null: the runtime does not tell versions apart
 * @param autoSelect whether the runtime may be chosen for this format by itself; null: no
 * @param priority among runtimes of the same format, the higher one is chosen first; null: after all others
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SupportedModelFormat(
        String name,
        @Nullable String version,
        @Nullable Boolean autoSelect,
        @Nullable Integer priority) {}
