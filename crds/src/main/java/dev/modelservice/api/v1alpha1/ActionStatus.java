package dev.modelservice.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** The action that was handled last. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ActionStatus(
        @JsonPropertyDescription("The annotation modelservice.dev/action, as it was.")
        String action,

        @JsonPropertyDescription("Whether it was done.") Boolean accepted,

        @JsonPropertyDescription("What it did, or why it was not done.") @Nullable
        String message,

        @JsonPropertyDescription("When.") @Nullable String at) {}
