package dev.modelservice.runtime.http;

import dev.modelservice.runtime.request.InferenceRequest;
import dev.modelservice.runtime.request.Protocol;
import dev.modelservice.runtime.request.RejectedException;
import dev.modelservice.runtime.serve.Drain;
import dev.modelservice.runtime.serve.Inference;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Objects;

/** {@code POST /v1/models/{model}:predict}, KServe's V1. */
@Singleton
public final class V1Resource {

    private final Inference inference;
    private final Door door;
    private final Drain drain;

    V1Resource(Inference inference, Door door, Drain drain) {
        this.inference = inference;
        this.door = door;
        this.drain = drain;
    }

    /** Does what the verb after the model's name says. */
    public void call(RoutingContext routing) {
        String segment = Objects.requireNonNull(routing.pathParam("model"));
        int colon = segment.lastIndexOf(':');
        String model = colon < 0 ? segment : segment.substring(0, colon);
        switch (segment.substring(colon < 0 ? segment.length() : colon)) {
            case ":predict" -> predict(routing, model);
            case ":explain" -> explain(routing, model);
            case "" -> {
                routing.response().putHeader("Allow", "GET");
                problem(routing, 405, "expected GET here, or POST at /v1/models/" + model + ":predict");
            }
            default -> problem(routing, 404, "there is no " + routing.request().path() + " here; expected :predict");
        }
    }

    private void predict(RoutingContext routing, String model) {
        door.enter(routing, Protocol.V1, Problems::body, (exchange, body) -> {
            InferenceRequest request = V1Codec.decode(inference.metadata(model), body, exchange.room());
            exchange.infer(inference, request, response -> Answer.json(V1Codec.encode(response)));
        });
    }

    private void explain(RoutingContext routing, String model) {
        door.enter(routing, Protocol.V1, Problems::body, (_, _) -> {
            throw RejectedException.malformed(
                    "this server gives no explanations; use /v1/models/%s:predict for a prediction".formatted(model));
        });
    }

    private void problem(RoutingContext routing, int status, String message) {
        Responses.json(routing, status, Problems.body(message), drain.isDraining());
    }
}
