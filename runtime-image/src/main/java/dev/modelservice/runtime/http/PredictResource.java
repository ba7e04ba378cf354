package dev.modelservice.runtime.http;

import dev.modelservice.runtime.model.ModelStore;
import dev.modelservice.runtime.serve.Inference;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/** {@code POST /predict}: the least that a client can send. */
@Singleton
public final class PredictResource {

    private final Inference inference;
    private final ModelStore store;
    private final Door door;

    PredictResource(Inference inference, ModelStore store, Door door) {
        this.inference = inference;
        this.store = store;
        this.door = door;
    }

    void predict(RoutingContext routing) {
        door.enter(
                routing,
                body -> PredictCodec.encode(
                        inference.infer(PredictCodec.decode(inference.metadata(store.name()), body))));
    }
}
