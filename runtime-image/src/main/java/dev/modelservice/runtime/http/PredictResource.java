package dev.modelservice.runtime.http;

import dev.modelservice.runtime.request.InferenceRequest;
import dev.modelservice.runtime.request.Protocol;
import dev.modelservice.runtime.serve.Inference;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/** {@code POST /predict}: the least that a client can send. */
@Singleton
public final class PredictResource {

    private final Inference inference;
    private final Door door;

    PredictResource(Inference inference, Door door) {
        this.inference = inference;
        this.door = door;
    }

    void predict(RoutingContext routing) {
        door.enter(routing, Protocol.PREDICT, Problems::body, (exchange, body) -> {
            InferenceRequest request =
                    PredictCodec.decode(inference.metadata(inference.model()), body, exchange.room());
            exchange.infer(inference, request, response -> Answer.json(PredictCodec.encode(response)));
        });
    }
}
