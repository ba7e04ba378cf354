package dev.modelservice.runtime.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.modelservice.runtime.lifecycle.Readiness;
import dev.modelservice.runtime.model.ModelMetadata;
import dev.modelservice.runtime.model.ServerMetadata;
import dev.modelservice.runtime.request.RejectedException;
import dev.modelservice.runtime.request.Rejection;
import dev.modelservice.runtime.request.TensorSpec;
import dev.modelservice.runtime.serve.Inference;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

/** What V2 says about the server and its model without running it. */
@Singleton
public final class ModelResource {

    private final Inference inference;
    private final Readiness readiness;
    private final ShortAnswers answers;
    private final ServerMetadata server;

    ModelResource(Inference inference, Readiness readiness, ShortAnswers answers, ServerMetadata server) {
        this.inference = inference;
        this.readiness = readiness;
        this.answers = answers;
        this.server = server;
    }

    void server(RoutingContext routing) {
        answer(
                routing,
                () -> Json.object(json -> {
                    json.writeStringField("name", server.name());
                    json.writeStringField("version", server.version());
                    json.writeArrayFieldStart("extensions");
                    for (String extension : server.extensions()) {
                        json.writeString(extension);
                    }
                    json.writeEndArray();
                }));
    }

    void live(RoutingContext routing) {
        answer(routing, () -> Json.object(json -> json.writeBooleanField("live", true)));
    }

    void ready(RoutingContext routing) {
        answer(routing, () -> {
            requireReady();
            return Json.object(json -> json.writeBooleanField("ready", true));
        });
    }

    void modelReady(RoutingContext routing) {
        ModelPath path = ModelPath.of(routing);
        answer(routing, () -> {
            ModelMetadata metadata = inference.metadata(path.requireName());
            requireReady();
            return Json.object(json -> {
                json.writeStringField("name", metadata.name());
                json.writeBooleanField("ready", true);
            });
        });
    }

    void model(RoutingContext routing) {
        ModelPath path = ModelPath.of(routing);
        answer(routing, () -> encode(inference.metadata(path.requireName())));
    }

    private void requireReady() {
        if (!readiness.isReady()) {
            throw new RejectedException(new Rejection.NotReady("not ready: " + readiness.description()));
        }
    }

    private void answer(RoutingContext routing, Supplier<byte[]> content) {
        answers.give(routing, Problems::body, () -> Answer.json(content.get()));
    }

    private static byte[] encode(ModelMetadata model) {
        return Json.object(json -> {
            json.writeStringField("name", model.name());
            json.writeArrayFieldStart("versions");
            json.writeString(model.version());
            json.writeEndArray();
            json.writeStringField("platform", model.platform());
            write(json, "inputs", model.signature().inputs());
            write(json, "outputs", model.signature().outputs());
        });
    }

    private static void write(JsonGenerator json, String field, List<TensorSpec> specs) throws IOException {
        json.writeArrayFieldStart(field);
        for (TensorSpec spec : specs) {
            json.writeStartObject();
            json.writeStringField("name", spec.name());
            json.writeStringField("datatype", spec.datatype().name());
            json.writeFieldName("shape");
            json.writeArray(spec.shape().toArray(), 0, spec.shape().rank());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
