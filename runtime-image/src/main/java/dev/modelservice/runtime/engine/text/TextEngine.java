package dev.modelservice.runtime.engine.text;

import dev.modelservice.runtime.engine.Engine;
import dev.modelservice.runtime.engine.InvalidModelException;
import dev.modelservice.runtime.request.DataType;
import dev.modelservice.runtime.request.Elements;
import dev.modelservice.runtime.request.Shape;
import dev.modelservice.runtime.request.Signature;
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
    private static final List<String> SHORT_AND_LONG = List.of(
            "ok", "A longer text of other words, so that its numbers are large where those of the first are small.");
    private static final float SAME = 1e-3f;
    private static final Set<String> KNOWN_INPUTS = Set.of("input_ids", "attention_mask", "token_type_ids");

    private final Engine engine;
    private final Tokenizer tokenizer;
    private final Pooling pooling;
    private final List<String> inputs;
    private final TensorSpec hidden;
    private final Signature signature;
    private final int textsPerRun;

    private TextEngine(Engine engine, Tokenizer tokenizer, Pooling pooling, TensorSpec hidden) {
        this.engine = engine;
        this.tokenizer = tokenizer;
        this.pooling = pooling;
        this.inputs = engine.signature().inputs().stream().map(TensorSpec::name).toList();
        this.hidden = hidden;
        long width = hidden.shape().dimension(hidden.shape().rank() - 1);
        this.signature = new Signature(
                List.of(new TensorSpec("text", DataType.BYTES, Shape.of(Shape.ANY))),
                List.of(new TensorSpec("embedding", DataType.FP32, Shape.of(Shape.ANY, width))));
        this.textsPerRun = isSameInCompany(Math.toIntExact(width)) ? TEXTS_PER_RUN : 1;
    }

    private boolean isSameInCompany(int width) {
        ByteBuffer alone = Elements.Numbers.allocate(DataType.FP32, SHORT_AND_LONG.size() * width);
        SHORT_AND_LONG.forEach(text -> embed(List.of(text), alone, width));
        ByteBuffer together = Elements.Numbers.allocate(DataType.FP32, SHORT_AND_LONG.size() * width);
        embed(SHORT_AND_LONG, together, width);
        for (int i = 0; i < alone.capacity(); i += Float.BYTES) {
            if (Math.abs(alone.getFloat(i) - together.getFloat(i)) > SAME) {
                return false;
            }
        }
        return true;
    }

    /** Whether the folder asks for this pipeline. */
    public static boolean isTextModel(Path folder) {
        return Files.isRegularFile(folder.resolve("tokenizer.json"));
    }

    /** Puts the folder's tokenizer in front of the engine. */
    public static TextEngine open(Path folder, Engine engine) throws InvalidModelException {
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
    public List<Tensor> run(List<Tensor> inputs, List<String> outputs) {
        List<String> texts = inputs.getFirst().texts();
        TensorSpec output = signature.outputs().getFirst();
        int width = Math.toIntExact(output.shape().dimension(1));
        ByteBuffer embeddings = Elements.Numbers.allocate(DataType.FP32, Math.multiplyExact(texts.size(), width));
        for (int start = 0; start < texts.size(); start += textsPerRun) {
            embed(texts.subList(start, Math.min(start + textsPerRun, texts.size())), embeddings, width);
        }
        return List.of(new Tensor(
                output.name(), DataType.FP32, Shape.of(texts.size(), width), new Elements.Numbers(embeddings.flip())));
    }

    private void embed(List<String> texts, ByteBuffer into, int width) {
        Tokens tokens = tokenizer.tokenize(texts);
        Tensor vectors =
                engine.run(tokens.tensors(inputs), List.of(hidden.name())).getFirst();
        FloatBuffer numbers = vectors.numbers().asFloatBuffer();
        int length =
                vectors.shape().rank() == 3 ? Math.toIntExact(vectors.shape().dimension(1)) : 1;
        for (int row = 0; row < texts.size(); row++) {
            FloatBuffer text = numbers.slice(row * length * width, length * width);
            float[] embedding = new float[width];
            if (vectors.shape().rank() == 3) {
                pooling.pool(text, tokens.rows().get(row).maskArray(), length, embedding);
            } else {
                text.get(embedding);
            }
            Pooling.normalise(embedding);
            for (float value : embedding) {
                into.putFloat(value);
            }
        }
    }

    @Override
    public void close() {
        tokenizer.close();
        engine.close();
    }
}
