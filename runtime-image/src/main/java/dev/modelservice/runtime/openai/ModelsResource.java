package dev.modelservice.runtime.openai;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.modelservice.runtime.http.Answer;
import dev.modelservice.runtime.http.Json;
import dev.modelservice.runtime.http.ShortAnswers;
import dev.modelservice.runtime.lifecycle.Readiness;
import dev.modelservice.runtime.request.RejectedException;
import dev.modelservice.runtime.request.Rejection;
import dev.modelservice.runtime.serve.Inference;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.util.Objects;

/**
 * {@code GET /v1/models} and {@code GET /v1/models/{model}}, which are paths of OpenAI's API and of KServe's V1 alike: every
 * answer has the fields of both.
 */
@Singleton
public final class ModelsResource {

    private final Inference inference;
    private final Readiness readiness;
    private final ShortAnswers answers;
    private final long created = Clock.systemUTC().instant().getEpochSecond();

    ModelsResource(Inference inference, Readiness readiness, ShortAnswers answers) {
        this.inference = inference;
        this.readiness = readiness;
        this.answers = answers;
    }

    void list(RoutingContext routing) {
        String model = inference.model();
        answers.give(
                routing,
                OpenAiProblems::body,
                () -> Answer.json(Json.object(json -> {
                    json.writeStringField("object", "list");
                    json.writeArrayFieldStart("data");
                    json.writeStartObject();
                    write(json, model);
                    json.writeEndObject();
                    json.writeEndArray();
                    json.writeArrayFieldStart("models");
                    json.writeString(model);
                    json.writeEndArray();
                })));
    }

    void model(RoutingContext routing) {
        String namespace = routing.pathParam("namespace");
        String last = Objects.requireNonNull(routing.pathParam("model"));
        String model = ServedModel.name(namespace == null ? last : namespace + "/" + last, inference.model());
        answers.give(routing, problem -> OpenAiProblems.model(problem, model), () -> {
            requireReady(model);
            return Answer.json(Json.object(json -> {
                write(json, model);
                json.writeStringField("name", model);
                json.writeBooleanField("ready", true);
            }));
        });
    }

    private void requireReady(String model) {
        inference.metadata(model);
        if (!readiness.isReady()) {
            throw new RejectedException(new Rejection.NotReady("not ready: " + readiness.description()));
        }
    }

    private void write(JsonGenerator json, String model) throws IOException {
        json.writeStringField("id", model);
        json.writeStringField("object", "model");
        json.writeNumberField("created", created);
        json.writeStringField("owned_by", "modelservice");
    }
}
