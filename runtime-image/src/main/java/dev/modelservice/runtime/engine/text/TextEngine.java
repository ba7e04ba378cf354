package dev.modelservice.runtime.engine.text;

import dev.modelservice.runtime.engine.Answers;
import dev.modelservice.runtime.engine.BatchLimits;
import dev.modelservice.runtime.engine.Engine;
import dev.modelservice.runtime.engine.InvalidModelException;
import dev.modelservice.runtime.engine.Prepared;
import dev.modelservice.runtime.engine.TensorEngine;
import dev.modelservice.runtime.request.DataType;
import dev.modelservice.runtime.request.Elements;
import dev.modelservice.runtime.request.Shape;
import dev.modelservice.runtime.request.Signature;
import dev.modelservice.runtime.request.Task;
import dev.modelservice.runtime.request.Tensor;
import dev.modelservice.runtime.request.TensorSpec;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * An engine that takes texts and gives embeddings, in front of one that takes tokens.
 *
 * <p>A request's texts run a few at a time, so that the memory of one request does not grow with their number. They run one
 * by one where the model gives a text another answer in company than alone, as models with dynamic quantisation do: they
 * scale all values of a run by the largest of them. That is tried out when the model is opened.
 */
public final class TextEngine implements Engine {

    private static final int TEXTS_PER_RUN = 32;
    /** Padding included: larger runs are not faster, and take more memory. */
    private static final int TOKENS_PER_RUN = 2048;

    private static final int TEXTS_PER_BATCH = 64;
    private static final long TOKENS_PER_BATCH = 8192;
    private static final List<String> SHORT_AND_LONG = List.of(
            "ok", "A longer text of other words, so that its numbers are large where those of the first are small.");
    private static final float SAME = 1e-3f;
    private static final Set<String> KNOWN_INPUTS = Set.of("input_ids", "attention_mask", "token_type_ids");

    private final TensorEngine engine;
    private final Tokenizer tokenizer;
    private final Pooling pooling;
    private final List<String> inputs;
    private final TensorSpec hidden;
    private final Signature signature;
    private final int width;
    private final int textsPerRun;

    private TextEngine(TensorEngine engine, Tokenizer tokenizer, Pooling pooling, TensorSpec hidden) {
        this.engine = engine;
        this.tokenizer = tokenizer;
        this.pooling = pooling;
        this.inputs = engine.signature().inputs().stream().map(TensorSpec::name).toList();
        this.hidden = hidden;
        this.width = Math.toIntExact(hidden.shape().dimension(hidden.shape().rank() - 1));
        this.signature = new Signature(
                List.of(new TensorSpec("text", DataType.BYTES, Shape.of(Shape.ANY))),
                List.of(new TensorSpec("embedding", DataType.FP32, Shape.of(Shape.ANY, width))));
        this.textsPerRun = isSameInCompany() ? TEXTS_PER_RUN : 1;
    }

    private boolean isSameInCompany() {
        float[][] together = embed(tokenizer.tokenize(SHORT_AND_LONG));
        for (int text = 0; text < together.length; text++) {
            float[] alone = embed(tokenizer.tokenize(List.of(SHORT_AND_LONG.get(text))))[0];
            for (int i = 0; i < width; i++) {
                if (Math.abs(alone[i] - together[text][i]) > SAME) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Whether the folder asks for this pipeline. */
    public static boolean isTextModel(Path folder) {
        return Files.isRegularFile(folder.resolve("tokenizer.json"));
    }

    /** Puts the folder's tokenizer in front of the engine. */
    public static TextEngine open(Path folder, TensorEngine engine) throws InvalidModelException {
        for (TensorSpec input : engine.signature().inputs()) {
            if (!KNOWN_INPUTS.contains(input.name()) || input.datatype() != DataType.INT64) {
                throw new InvalidModelException(
                        "%s has a tokenizer.json, but its model takes %s; expected only INT64 inputs out of %s"
                                .formatted(
                                        folder,
                                        input,
                                        KNOWN_INPUTS.stream().sorted().toList()));
            }
        }
        TensorSpec hidden = hidden(folder, engine.signature());
        TextSettings settings = TextSettings.read(folder);
        Tokenizer tokenizer = Tokenizer.open(folder.resolve("tokenizer.json"), settings.maxTokens());
        return new TextEngine(engine, tokenizer, settings.pooling(), hidden);
    }

    /** Vectors of tokens, or of whole texts where the model pools by itself. */
    private static TensorSpec hidden(Path folder, Signature model) throws InvalidModelException {
        return model.outputs().stream()
                .filter(output -> output.datatype() == DataType.FP32)
                .filter(output -> output.shape().rank() == 3 || output.shape().rank() == 2)
                .filter(output -> output.shape().dimension(output.shape().rank() - 1) > 0)
                .findFirst()
                .orElseThrow(() -> new InvalidModelException(
                        "%s has a tokenizer.json, but its model gives %s; expected an FP32 output of shape [-1,-1,width] or [-1,width]"
                                .formatted(folder, model.outputs())));
    }

    @Override
    public Signature signature() {
        return signature;
    }

    @Override
    public String platform() {
        return engine.platform();
    }

    @Override
    public Task task() {
        return Task.EMBEDDING;
    }

    @Override
    public BatchLimits limits() {
        return new BatchLimits(TEXTS_PER_BATCH, TOKENS_PER_BATCH);
    }

    @Override
    public Prepared prepare(List<Tensor> inputs, List<String> outputs) {
        return new TextRequest(tokenizer.tokenize(inputs.getFirst().texts()).rows());
    }

    @Override
    public void run(List<Prepared> batch, Answers answers) {
        List<TextRequest> requests = batch.stream().map(TextRequest.class::cast).toList();
        List<float[][]> embeddings = requests.stream()
                .map(request -> new float[request.rows().size()][])
                .toList();
        int[] missing =
                requests.stream().mapToInt(request -> request.rows().size()).toArray();
        for (List<TextBatch.Place> run : TextBatch.runs(requests, textsPerRun, TOKENS_PER_RUN)) {
            float[][] vectors =
                    embed(new Tokens(run.stream().map(TextBatch.Place::tokens).toList()));
            for (int i = 0; i < vectors.length; i++) {
                TextBatch.Place place = run.get(i);
                embeddings.get(place.request())[place.row()] = vectors[i];
                // Who is complete does not wait for the longer texts of others.
                if (--missing[place.request()] == 0) {
                    answers.answer(place.request(), List.of(tensor(embeddings.get(place.request()))));
                }
            }
        }
        for (int i = 0; i < requests.size(); i++) {
            if (requests.get(i).rows().isEmpty()) {
                answers.answer(i, List.of(tensor(new float[0][])));
            }
        }
    }

    private Tensor tensor(float[][] embeddings) {
        TensorSpec output = signature.outputs().getFirst();
        ByteBuffer buffer = Elements.Numbers.allocate(DataType.FP32, Math.multiplyExact(embeddings.length, width));
        for (float[] embedding : embeddings) {
            for (float value : embedding) {
                buffer.putFloat(value);
            }
        }
        return new Tensor(
                output.name(), DataType.FP32, Shape.of(embeddings.length, width), new Elements.Numbers(buffer.flip()));
    }

    private float[][] embed(Tokens tokens) {
        Tensor vectors =
                engine.run(tokens.tensors(inputs), List.of(hidden.name())).getFirst();
        FloatBuffer numbers = vectors.numbers().asFloatBuffer();
        int length =
                vectors.shape().rank() == 3 ? Math.toIntExact(vectors.shape().dimension(1)) : 1;
        float[][] embeddings = new float[tokens.rows().size()][width];
        for (int row = 0; row < embeddings.length; row++) {
            FloatBuffer text = numbers.slice(row * length * width, length * width);
            if (vectors.shape().rank() == 3) {
                pooling.pool(text, tokens.rows().get(row).maskArray(), length, embeddings[row]);
            } else {
                text.get(embeddings[row]);
            }
            Pooling.normalise(embeddings[row]);
        }
        return embeddings;
    }

    @Override
    public void close() {
        tokenizer.close();
        engine.close();
    }
}
