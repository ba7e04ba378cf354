package dev.modelservice.runtime.openai;

import dev.modelservice.runtime.RuntimeParts;
import dev.modelservice.runtime.http.HttpParts;
import io.vertx.ext.web.Router;

/** What CDI makes of this package. */
public record OpenAiParts(OpenAiRoutes routes) {

    public static OpenAiParts of(RuntimeParts parts, HttpParts http) {
        return new OpenAiParts(new OpenAiRoutes(
                new ModelsResource(parts.inference(), parts.readiness(), http.answers()),
                new EmbeddingsResource(parts.inference(), http.door()),
                new TextResource(parts.inference(), http.door(), parts.config()),
                http.v1(),
                parts.drain()));
    }

    public void register(Router router) {
        routes.register(router);
    }
}
