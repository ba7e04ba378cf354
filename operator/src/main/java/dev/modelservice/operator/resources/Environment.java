package dev.modelservice.operator.resources;

import dev.modelservice.api.v1alpha1.EnvVarSpec;
import dev.modelservice.api.v1alpha1.KeyRef;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The environment of a container: one variable of each name, in the order in which the names came; the last value wins. */
final class Environment {

    private final Map<String, EnvVar> variables = new LinkedHashMap<>();

    Environment set(String name, String value) {
        return add(new EnvVarBuilder().withName(name).withValue(value).build());
    }

    Environment set(Map<String, String> values) {
        values.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> set(entry.getKey(), entry.getValue()));
        return this;
    }

    Environment add(EnvVar variable) {
        variables.put(variable.getName(), variable);
        return this;
    }

    Environment addAll(List<EnvVar> more) {
        more.forEach(this::add);
        return this;
    }

    /** What the user laid over it. */
    Environment layOver(List<EnvVarSpec> more) {
        more.forEach(variable -> add(variable(variable)));
        return this;
    }

    List<EnvVar> list() {
        return List.copyOf(variables.values());
    }

    private static EnvVar variable(EnvVarSpec variable) {
        if (variable.secretKeyRef() instanceof KeyRef(String name, String key)) {
            return new EnvVarBuilder()
                    .withName(variable.name())
                    .withNewValueFrom()
                    .withNewSecretKeyRef(key, name, null)
                    .endValueFrom()
                    .build();
        }
        if (variable.configMapKeyRef() instanceof KeyRef(String name, String key)) {
            return new EnvVarBuilder()
                    .withName(variable.name())
                    .withNewValueFrom()
                    .withNewConfigMapKeyRef(key, name, null)
                    .endValueFrom()
                    .build();
        }
        // The API server drops an empty value; sending one would look like a difference for ever.
        var text = variable.value();
        return new EnvVarBuilder()
                .withName(variable.name())
                .withValue(text == null || text.isEmpty() ? null : text)
                .build();
    }
}
