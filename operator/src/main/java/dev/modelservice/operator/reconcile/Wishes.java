package dev.modelservice.operator.reconcile;

import dev.modelservice.api.v1alpha1.ModelService;
import dev.modelservice.operator.resources.Labels;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.javaoperatorsdk.operator.processing.event.source.filter.OnUpdateFilter;
import java.util.Map;
import java.util.Objects;

/**
 * Whether somebody wants something else of a ModelService: another spec (the API server counts its generations), an action, or
 * that it goes. What else changes is our own status, or none of our affairs.
 */
public final class Wishes implements OnUpdateFilter<ModelService> {

    @Override
    public boolean accept(ModelService now, ModelService before) {
        return !wishes(now.getMetadata()).equals(wishes(before.getMetadata()));
    }

    private static Map<String, String> wishes(ObjectMeta metadata) {
        var annotations = Objects.requireNonNullElse(metadata.getAnnotations(), Map.<String, String>of());
        return Map.of(
                "generation", String.valueOf(metadata.getGeneration()),
                "action", annotations.getOrDefault(Labels.ACTION, ""),
                "deletion", String.valueOf(metadata.getDeletionTimestamp()));
    }
}
