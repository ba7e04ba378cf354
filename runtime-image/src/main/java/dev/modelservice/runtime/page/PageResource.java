package dev.modelservice.runtime.page;

import dev.modelservice.runtime.http.Answer;
import dev.modelservice.runtime.http.Json;
import dev.modelservice.runtime.http.ProblemShape;
import dev.modelservice.runtime.http.ShortAnswers;
import dev.modelservice.runtime.model.ModelMetadata;
import dev.modelservice.runtime.serve.Inference;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** {@code GET /}, {@code GET /docs} and {@code GET /openapi.json}. */
@Singleton
public final class PageResource {

    private final Inference inference;
    private final ShortAnswers answers;
    private final String serverVersion;

    PageResource(
            Inference inference,
            ShortAnswers answers,
            @ConfigProperty(name = "quarkus.application.version") String serverVersion) {
        this.inference = inference;
        this.answers = answers;
        this.serverVersion = serverVersion;
    }

    void root(RoutingContext routing) {
        String accepted = routing.request().getHeader(HttpHeaders.ACCEPT);
        if (accepted != null && accepted.contains("text/html")) {
            routing.redirect("docs");
            return;
        }
        answers.give(
                routing,
                ProblemShape.PLAIN,
                () -> Answer.json(Json.object(json -> {
                    json.writeStringField("name", "modelservice-runtime");
                    json.writeStringField("version", serverVersion);
                    json.writeStringField("model", inference.model());
                    json.writeStringField("docs", "/docs");
                    json.writeStringField("openapi", "/openapi.json");
                })));
    }

    void docs(RoutingContext routing) {
        answers.give(routing, ProblemShape.PLAIN, Page::of);
    }

    void openapi(RoutingContext routing) {
        answers.give(routing, ProblemShape.PLAIN, () -> {
            ModelMetadata model = inference.metadata(inference.model());
            Served served = Served.of(model, inference.generator(model.name()));
            return Answer.json(Description.of(model, served, serverVersion));
        });
    }
}
