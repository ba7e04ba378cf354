package dev.modelservice.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** What one check said last. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record VerdictStatus(
        @JsonPropertyDescription("The check's metric.") String metric,

        @JsonPropertyDescription("What was measured, a decimal number; absent: nothing.") @Nullable
        String value,

        @JsonPropertyDescription("What it was held against, such as \"<= 250\".") @Nullable
        String bound,

        @JsonPropertyDescription("Pass, Fail or Inconclusive.")
        String verdict,

        @JsonPropertyDescription("Why, in words.") @Nullable String message,

        @JsonPropertyDescription("When.") @Nullable String at) {

    public static final String PASS = "Pass";
    public static final String FAIL = "Fail";
    public static final String INCONCLUSIVE = "Inconclusive";
}
