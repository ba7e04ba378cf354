package dev.modelservice.operator.choice;

import dev.modelservice.api.kserve.ServingRuntimeSpec;
import dev.modelservice.api.v1alpha1.RuntimeStatus;
import java.util.Map;

/**
 * One of KServe's runtimes.
 *
 * @param created when, as the API server writes it: so written, what is later is greater
 * @param annotations those of the object itself
 */
public record Candidate(RuntimeStatus id, String created, Map<String, String> annotations, ServingRuntimeSpec spec) {

    public Candidate {
        annotations = Map.copyOf(annotations);
    }

    boolean isDisabled() {
        return Boolean.TRUE.equals(spec.disabled());
    }

    boolean isMultiModel() {
        return Boolean.TRUE.equals(spec.multiModel());
    }

    boolean isMultiNode() {
        return spec.workerSpec() != null;
    }
}
