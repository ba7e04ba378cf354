package dev.modelservice.runtime.openai;

import dev.modelservice.runtime.http.Paths;
import dev.modelservice.runtime.http.V1Resource;
import dev.modelservice.runtime.serve.Drain;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.ObserverMethod;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/** Every path below {@code /v1} and {@code /openai/v1}. KServe's V1 shares the former. */
@Singleton
public final class OpenAiRoutes {

    private static final int AFTER_OTHERS = ObserverMethod.DEFAULT_PRIORITY + 1;
    private static final List<String> PREFIXES = List.of("/v1", "/openai/v1");

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

    /** After the paths of tensors, which are asked for much more often. */
    void register(@Observes @Priority(AFTER_OTHERS) Router router) {
        Paths paths = new Paths(router, OpenAiProblems::path, drain);
        for (String prefix : PREFIXES) {
            router.route(prefix + "/*").handler(RequestIds::giveBack);
        }
        for (String prefix : PREFIXES) {
            paths.at(HttpMethod.POST, prefix + "/chat/completions", texts::chat);
            paths.at(HttpMethod.POST, prefix + "/completions", texts::complete);
            paths.at(HttpMethod.POST, prefix + "/embeddings", embeddings::embed);
            paths.at(HttpMethod.GET, prefix + "/models", models::list);
            paths.at(HttpMethod.GET, prefix + "/models/:namespace/:model", models::model);
            paths.nothingElse(prefix, "GET /docs shows what there is");
        }
        // A model's name and the verb after it, as in dense:predict, are one segment.
        paths.at(
                "/v1/models/:model",
                Map.of(
                        HttpMethod.GET, models::model,
                        HttpMethod.POST, v1::call));
        paths.at(HttpMethod.GET, "/openai/v1/models/:model", models::model);
    }
}
