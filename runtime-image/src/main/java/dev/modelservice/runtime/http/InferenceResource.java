package dev.modelservice.runtime.http;

import dev.modelservice.runtime.request.InferenceRequest;
import dev.modelservice.runtime.request.Protocol;
import dev.modelservice.runtime.request.RejectedException;
import dev.modelservice.runtime.serve.Inference;
import dev.modelservice.runtime.serve.Submission;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/** {@code POST /v2/models/{model}/infer}. */
@Singleton
public final class InferenceResource {

    /** Says in the protocol's binary extension where the JSON of a body ends. */
    private static final String BINARY_DATA = "Inference-Header-Content-Length";

    private final Inference inference;
    private final Door door;

    InferenceResource(Inference inference, Door door) {
        this.inference = inference;
        this.door = door;
    }

    void infer(RoutingContext routing) {
        ModelPath path = ModelPath.of(routing);
        boolean binary = routing.request().headers().contains(BINARY_DATA);
        door.enter(routing, Protocol.V2_REST, Problems::body, (exchange, body) -> {
            if (binary) {
                throw RejectedException.malformed(
                        "%s: this server does not take tensors as binary data; send them as JSON"
                                .formatted(BINARY_DATA));
            }
            InferenceRequest request = HttpCodec.decode(path.requireName(), body);
            Submission submission =
                    inference.submit(request, exchange.replying(response -> Answer.json(HttpCodec.encode(response))));
            exchange.onAbandoned(submission::cancel);
        });
    }
}
