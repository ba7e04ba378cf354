package dev.modelservice.runtime.http;

import dev.modelservice.runtime.request.Protocol;
import dev.modelservice.runtime.serve.Inference;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/** {@code POST /v2/models/{model}/infer}. */
@Singleton
public final class InferenceResource {

    private final Inference inference;
    private final Door door;

    InferenceResource(Inference inference, Door door) {
        this.inference = inference;
        this.door = door;
    }

    void infer(RoutingContext routing) {
        ModelPath path = ModelPath.of(routing);
        String jsonLength = routing.request().getHeader(BinaryTail.HEADER);
        door.enter(routing, Protocol.V2_REST, Problems::body, (exchange, body) -> {
            V2Request given = HttpCodec.decode(path.requireName(), BinaryTail.of(body, jsonLength), exchange.room());
            exchange.infer(inference, given.request(), response -> ResponseWriter.encode(response, given.form()));
        });
    }
}
