package dev.modelservice.runtime.page;

import dev.modelservice.runtime.http.Json;
import dev.modelservice.runtime.model.ModelMetadata;
import dev.modelservice.runtime.request.TensorSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The OpenAPI document: what is written in our resources, filled with the served model. */
final class Description {

    private Description() {}

    static byte[] of(ModelMetadata model, Served served, String serverVersion) {
        Map<String, String> words = Map.of(
                "model", model.name(),
                "version", serverVersion,
                "platform", model.platform(),
                "inputs", words(model.signature().inputs()),
                "outputs", words(model.signature().outputs()));
        Map<String, Json.Part> values = new HashMap<>(served.values());
        values.putAll(new Examples(model).all(served));
        values.put("schemas", new Template(Resources.read("schemas.json"), words, Map.of())::writeObject);
        return new Template(Resources.read("openapi.json"), words, values).fill();
    }

    private static String words(List<TensorSpec> tensors) {
        return tensors.isEmpty()
                ? "nothing"
                : tensors.stream().map(TensorSpec::toString).collect(Collectors.joining(", "));
    }
}
