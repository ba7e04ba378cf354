package dev.modelservice.runtime.engine.llama;

import dev.modelservice.runtime.batch.Weight;
import dev.modelservice.runtime.engine.Answers;
import dev.modelservice.runtime.engine.BatchLimits;
import dev.modelservice.runtime.engine.Engine;
import dev.modelservice.runtime.engine.EngineException;
import dev.modelservice.runtime.engine.Prepared;
import dev.modelservice.runtime.generate.GenerationEvent.Finished;
import dev.modelservice.runtime.generate.GenerationEvent.Piece;
import dev.modelservice.runtime.generate.GenerationEvent.Refused;
import dev.modelservice.runtime.generate.GenerationRequest;
import dev.modelservice.runtime.generate.Prompt;
import dev.modelservice.runtime.generate.Sampling;
import dev.modelservice.runtime.generate.TextGenerator;
import dev.modelservice.runtime.request.DataType;
import dev.modelservice.runtime.request.Elements;
import dev.modelservice.runtime.request.Shape;
import dev.modelservice.runtime.request.Signature;
import dev.modelservice.runtime.request.Task;
import dev.modelservice.runtime.request.Tensor;
import dev.modelservice.runtime.request.TensorSpec;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;

/**
 * A generator as an engine: beside its {@link TextGenerator}, a tensor of texts gets a tensor of how they go on, by a few
 * likeliest tokens each. Protocols that know of texts say more: how many tokens, and how they are chosen.
 */
final class LlamaEngine implements Engine {

    private static final int TOKENS = 16;
    private static final Shape ANY_NUMBER = Shape.of(Shape.ANY);
    private static final Signature SIGNATURE = new Signature(
            List.of(new TensorSpec("prompt", DataType.BYTES, ANY_NUMBER)),
            List.of(new TensorSpec("text", DataType.BYTES, ANY_NUMBER)));

    private final LlamaGenerator generator;
    private final BatchLimits limits;

    /** @param texts most that are written at once */
    LlamaEngine(LlamaGenerator generator, int texts) {
        this.generator = generator;
        this.limits = new BatchLimits(texts, (long) texts * generator.contextTokens());
    }

    /** @param shape of the tensor that the texts came in */
    private record Texts(List<GenerationRequest> requests, int tokens, Shape shape) implements Prepared {

        @Override
        public Weight weight() {
            return new Weight(requests.size(), tokens, Texts.class);
        }
    }

    @Override
    public Signature signature() {
        return SIGNATURE;
    }

    @Override
    public String platform() {
        return "llama.cpp_gguf";
    }

    @Override
    public Task task() {
        return Task.GENERATION;
    }

    @Override
    public BatchLimits limits() {
        return limits;
    }

    @Override
    public Prepared prepare(List<Tensor> inputs, List<String> outputs) {
        List<GenerationRequest> requests = inputs.getFirst().texts().stream()
                .map(text -> generator.withTokens(request(new Prompt.Text(text))))
                .toList();
        int tokens = requests.stream()
                .mapToInt(request -> ((Prompt.Tokens) request.prompt()).ids().size())
                .sum();
        return new Texts(requests, tokens, inputs.getFirst().shape());
    }

    private static GenerationRequest request(Prompt prompt) {
        return new GenerationRequest(prompt, TOKENS, Sampling.GREEDY, List.of(), null, null);
    }

    @Override
    public void run(List<Prepared> batch, Answers answers) {
        List<Texts> all = batch.stream().map(Texts.class::cast).toList();
        List<List<CompletableFuture<String>>> begun = all.stream()
                .map(texts -> texts.requests().stream().map(this::write).toList())
                .toList();
        IntStream.range(0, all.size()).forEach(i -> answers.answer(i, List.of(answer(all.get(i), begun.get(i)))));
    }

    private CompletableFuture<String> write(GenerationRequest request) {
        CompletableFuture<String> whole = new CompletableFuture<>();
        StringBuilder text = new StringBuilder();
        generator.start(request, event -> {
            switch (event) {
                case Piece piece -> text.append(piece.text());
                case Finished finished -> whole.complete(text.toString());
                case Refused refused ->
                    whole.completeExceptionally(
                            new EngineException(refused.rejection().message(), null));
            }
        });
        return whole;
    }

    private static Tensor answer(Texts texts, List<CompletableFuture<String>> begun) {
        try {
            List<String> written = begun.stream().map(CompletableFuture::join).toList();
            return new Tensor("text", DataType.BYTES, texts.shape(), new Elements.Texts(written));
        } catch (CompletionException e) {
            throw e.getCause() instanceof EngineException cause ? cause : e;
        }
    }

    @Override
    public Optional<TextGenerator> generator() {
        return Optional.of(generator);
    }

    @Override
    public void close() {
        generator.close();
    }
}
