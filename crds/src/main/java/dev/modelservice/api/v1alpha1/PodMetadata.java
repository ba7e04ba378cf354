package dev.modelservice.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Map;

/** Labels and annotations for the pods, beside the operator's own. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value = "!has(self.labels) || self.labels.all(key, !key.startsWith('modelservice.dev/') && !(key in"
                + " ['app.kubernetes.io/name', 'app.kubernetes.io/instance', 'app.kubernetes.io/managed-by']))",
        message =
                "template.metadata.labels: app.kubernetes.io/name, /instance, /managed-by and modelservice.dev/... are the"
                        + " operator's; choose another key")
@ValidationRule(
        value = "!has(self.labels) || self.labels.all(key, size(self.labels[key]) <= 63 &&"
                + " self.labels[key].matches('^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$'))",
        message =
                "template.metadata.labels: a value has at most 63 letters, digits, '-', '_' and '.', with a letter or digit at both ends")
@ValidationRule(
        value =
                "!has(self.labels) || self.labels.all(key,"
                        + " key.matches('^([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?/)?([A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9]$'))",
        message = "template.metadata.labels: a key is NAME or DOMAIN/NAME, with at most 63 characters in NAME")
@ValidationRule(
        value =
                "!has(self.annotations) || self.annotations.all(key,"
                        + " key.matches('^([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?/)?([A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9]$'))",
        message = "template.metadata.annotations: a key is NAME or DOMAIN/NAME, with at most 63 characters in NAME")
public record PodMetadata(
        @Size(max = 32) @JsonPropertyDescription("Labels for the pods.")
        Map<String, @Size(max = 63) String> labels,

        @Size(max = 32) @JsonPropertyDescription("Annotations for the pods.")
        Map<String, @Size(max = 8192) String> annotations) {

    /** No label, no annotation. */
    public static final PodMetadata EMPTY = new PodMetadata(Map.of(), Map.of());

    public PodMetadata {
        labels = labels == null ? Map.of() : Map.copyOf(labels);
        annotations = annotations == null ? Map.of() : Map.copyOf(annotations);
    }
}
