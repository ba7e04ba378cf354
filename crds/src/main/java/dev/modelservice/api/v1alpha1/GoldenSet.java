package dev.modelservice.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Requests with known answers. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "has(self.configMapRef) != has(self.uri)",
        message = "analysis.golden: give exactly one of configMapRef and uri")
@ValidationRule(
        value = "!has(self.uri) || self.uri.matches('^oci://[^/]+/.+[:@].+$')",
        message = "analysis.golden.uri: an OCI address is oci://REGISTRY/NAME:TAG or oci://REGISTRY/NAME@sha256:DIGEST")
@ValidationRule(
        value = "self.compare in ['Tolerance', 'Cosine', 'Label']",
        message = "analysis.golden.compare: use Tolerance, Cosine or Label")
@ValidationRule(
        value = "!has(self.bound) || self.bound.matches('^[0-9]{1,12}([.][0-9]{1,9})?$')",
        message = "analysis.golden.bound: write a decimal number in quotes, such as \"0.01\"")
@ValidationRule(
        value = "!has(self.bound) || self.compare != 'Label'",
        message = "analysis.golden.bound: labels are the same or not; remove it")
public record GoldenSet(
        @JsonPropertyDescription(
                "ConfigMap in this namespace whose keys that end in .json hold the cases: each an object with request (a body"
                        + " of the Open Inference Protocol's infer) and expected (the outputs).")
        @Nullable
        LocalRef configMapRef,

        @Size(min = 1, max = 1024)
        @JsonPropertyDescription("OCI image whose root holds such files, oci://REGISTRY/NAME:TAG.")
        @Nullable
        String uri,

        @Required
        @Size(min = 1, max = 16)
        @JsonPropertyDescription(
                "When an answer is as expected. Tolerance: no number is farther off than bound. Cosine: each row's cosine"
                        + " similarity is at least bound. Label: the largest number of each row is at the same place, or the texts"
                        + " are equal.")
        String compare,

        @Size(max = 24)
        @JsonPropertyDescription(
                "For Tolerance, default 0.00001; for Cosine, default 0.99. A decimal number in quotes.")
        @Nullable
        String bound) {}
