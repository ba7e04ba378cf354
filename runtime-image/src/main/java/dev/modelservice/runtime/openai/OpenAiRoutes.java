package dev.modelservice.runtime.openai;

import dev.modelservice.runtime.http.Paths;
import dev.modelservice.runtime.http.V1Resource;
import dev.modelservice.runtime.serve.Drain;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;

/** Every path below {@code /v1} and {@code /openai/v1}. KServe's V1 shares the former. */
@Singleton
public final class OpenAiRoutes {

    private final ModelsResource models;
    private final EmbeddingsResource embeddings;
    private final TextResource texts;
    private final V1Resource v1;
    private final Drain drain;

    OpenAiRoutes(ModelsResource models, EmbeddingsResource embeddings, TextResource texts, V1Resource v1, Drain drain) {
        this.models = models;
        this.embeddings = embeddings;
        this.texts = texts;
        this.v1 = v1;
        this.drain = drain;
    }

    void register(@Observes Router router) {
        Paths paths = new Paths(router, OpenAiProblems::path, drain);
        // A model's name and the verb after it, as in dense:predict, are one segment.
        paths.at(
                "/v1/models/:model",
                Map.of(
                        HttpMethod.GET, models::model,
                        HttpMethod.POST, v1::call));
        paths.at(HttpMethod.GET, "/openai/v1/models/:model", models::model);
        for (String prefix : new String[] {"/v1", "/openai/v1"}) {
            paths.at(HttpMethod.GET, prefix + "/models/:namespace/:model", models::model);
            paths.at(HttpMethod.GET, prefix + "/models", models::list);
            paths.at(HttpMethod.POST, prefix + "/embeddings", embeddings::embed);
            paths.at(HttpMethod.POST, prefix + "/completions", texts::complete);
            paths.at(HttpMethod.POST, prefix + "/chat/completions", texts::chat);
            paths.nothingElse(prefix, "GET /docs shows what there is");
        }
    }
}
