package dev.modelservice.runtime.page;

import dev.modelservice.runtime.generate.TextGenerator;
import dev.modelservice.runtime.http.Json;
import dev.modelservice.runtime.model.ModelMetadata;
import dev.modelservice.runtime.request.Task;
import java.util.Map;
import java.util.Optional;

/** Which of the paths that are not for every model are for this one. */
record Served(boolean embeddings, boolean completions, boolean chat, boolean predict) {

    static Served of(ModelMetadata model, Optional<TextGenerator> generator) {
        return new Served(
                model.task() == Task.EMBEDDING,
                generator.isPresent(),
                generator.filter(TextGenerator::hasChatTemplate).isPresent(),
                model.signature().inputs().size() == 1);
    }

    Map<String, Json.Part> values() {
        return Map.of(
                "served.embeddings", json -> json.writeBoolean(embeddings),
                "served.completions", json -> json.writeBoolean(completions),
                "served.chat", json -> json.writeBoolean(chat),
                "served.predict", json -> json.writeBoolean(predict));
    }
}
