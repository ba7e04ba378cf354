package dev.modelservice.runtime.openai;

import dev.modelservice.runtime.http.Answer;
import dev.modelservice.runtime.http.Door;
import dev.modelservice.runtime.http.Exchange;
import dev.modelservice.runtime.model.ModelMetadata;
import dev.modelservice.runtime.request.DataType;
import dev.modelservice.runtime.request.Elements;
import dev.modelservice.runtime.request.InferenceRequest;
import dev.modelservice.runtime.request.Protocol;
import dev.modelservice.runtime.request.RejectedException;
import dev.modelservice.runtime.request.Shape;
import dev.modelservice.runtime.request.Task;
import dev.modelservice.runtime.request.Tensor;
import dev.modelservice.runtime.request.TensorSpec;
import dev.modelservice.runtime.serve.Inference;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.List;

/** {@code POST /v1/embeddings}. */
@Singleton
public final class EmbeddingsResource {

    private final Inference inference;
    private final Door door;

    EmbeddingsResource(Inference inference, Door door) {
        this.inference = inference;
        this.door = door;
    }

    void embed(RoutingContext routing) {
        door.enter(routing, Protocol.OPENAI, OpenAiProblems::body, (exchange, body) -> {
            EmbeddingsRequest request = EmbeddingsCodec.decode(body);
            ModelMetadata model = inference.metadata(ServedModel.name(request.model(), inference.model()));
            if (model.task() != Task.EMBEDDING) {
                throw ServedModel.wrongTask(model.name(), model.task(), "embeddings");
            }
            embed(exchange, request, model);
        });
    }

    private void embed(Exchange exchange, EmbeddingsRequest request, ModelMetadata model) {
        TensorSpec input = model.signature().inputs().getFirst();
        TensorSpec output = model.signature().outputs().getFirst();
        long width = output.shape().dimension(1);
        if (request.dimensions() != null && request.dimensions() != width) {
            throw RejectedException.malformed(
                    "dimensions", "the model's embeddings have %d and cannot be shortened".formatted(width));
        }
        Tensor texts = new Tensor(
                input.name(), DataType.BYTES, Shape.of(request.texts().size()), new Elements.Texts(request.texts()));
        exchange.infer(
                inference,
                new InferenceRequest(model.name(), null, List.of(texts), List.of(output.name())),
                response -> Answer.json(EmbeddingsCodec.encode(
                        model.name(), response.outputs().getFirst(), request.base64(), response.tokens())));
    }
}
