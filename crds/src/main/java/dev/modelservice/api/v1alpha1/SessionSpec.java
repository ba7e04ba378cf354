package dev.modelservice.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** How the gateway knows which requests belong together. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "has(self.header) != (has(self.openaiUser) && self.openaiUser)",
        message = "endpoint.session: give exactly one of header and openaiUser: true")
@ValidationRule(
        value = "!has(self.header) || self.header.matches('^[A-Za-z0-9!#$%&*+.^_|~-]+$')",
        message = "endpoint.session.header: write the name of a header such as X-Session-Id")
public record SessionSpec(
        @Size(min = 1, max = 128)
        @JsonPropertyDescription("Name of a request header: requests with the same value go to the same revision.")
        @Nullable
        String header,

        @JsonPropertyDescription("Whether requests with the same user field in an OpenAI body go to the same revision.")
        @Nullable
        Boolean openaiUser) {}
