package dev.modelservice.runtime.engine.text;

import dev.modelservice.runtime.engine.InvalidModelException;
import dev.modelservice.runtime.engine.TensorEngine;
import dev.modelservice.runtime.request.DataType;
import dev.modelservice.runtime.request.Elements;
import dev.modelservice.runtime.request.Shape;
import dev.modelservice.runtime.request.Tensor;
import dev.modelservice.runtime.request.TensorSpec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** A model over tokens, run on a few texts at once: as tensors, padded to the longest of them. */
final class TextModel implements AutoCloseable {

    /** The tokens themselves. */
    static final String IDS = "input_ids";

    private static final String MASK = "attention_mask";
    private static final String TYPES = "token_type_ids";
    private static final String PLACES = "position_ids";
    private static final List<String> KNOWN = List.of(MASK, IDS, PLACES, TYPES);
    private static final Set<DataType> WHOLE = Set.of(DataType.INT64, DataType.INT32);

    private final TensorEngine engine;
    private final String output;
    private final long padToken;

    /**
     * A model of whose answers one is wanted.
     *
     * @param output its name
     */
    TextModel(TensorEngine engine, String output, long padToken) {
        this.engine = engine;
        this.output = output;
        this.padToken = padToken;
    }

    /** Refuses a model that takes anything but tokens. */
    static void check(Path folder, List<TensorSpec> inputs) throws InvalidModelException {
        for (TensorSpec input : inputs) {
            if (!KNOWN.contains(input.name()) || !WHOLE.contains(input.datatype())) {
                throw new InvalidModelException(
                        "%s has a tokenizer.json, but its model takes %s; expected only INT64 or INT32 inputs out of %s. Without tokenizer.json its tensors are served as they are"
                                .formatted(folder, input, KNOWN));
            }
        }
    }

    /** Whether the model asks which of two texts a token is of. */
    static boolean asksForTypes(TensorEngine engine) {
        return engine.signature().inputs().stream()
                .anyMatch(input -> input.name().equals(TYPES));
    }

    String platform() {
        return engine.platform();
    }

    /** Runs the model on these texts; the answer is gone when {@code look} returns. */
    <T> T run(List<Tokens> texts, Function<Tensor, T> look) {
        int width = Math.max(1, texts.stream().mapToInt(Tokens::length).max().orElse(0));
        List<Tensor> inputs = engine.signature().inputs().stream()
                .map(input -> tensor(input, texts, width))
                .toList();
        return engine.run(inputs, List.of(output), answers -> look.apply(answers.getFirst()));
    }

    private Tensor tensor(TensorSpec input, List<Tokens> texts, int width) {
        ByteBuffer buffer = ByteBuffer.allocate(Math.multiplyExact(
                        texts.size() * width, input.datatype().width()))
                .order(ByteOrder.nativeOrder());
        long[] row = new long[width];
        for (Tokens text : texts) {
            fill(row, input.name(), text);
            if (input.datatype() == DataType.INT64) {
                buffer.asLongBuffer().put(row);
                buffer.position(buffer.position() + width * Long.BYTES);
            } else {
                for (long value : row) {
                    buffer.putInt((int) value);
                }
            }
        }
        return new Tensor(
                input.name(), input.datatype(), Shape.of(texts.size(), width), new Elements.Numbers(buffer.flip()));
    }

    private void fill(long[] row, String input, Tokens text) {
        int length = text.length();
        for (int i = 0; i < row.length; i++) {
            boolean real = i < length;
            row[i] = switch (input) {
                case IDS -> real ? text.ids()[i] : padToken;
                case MASK -> real ? 1 : 0;
                case TYPES -> real ? text.types()[i] : 0;
                case PLACES -> i;
                default -> throw new IllegalArgumentException(input);
            };
        }
    }

    @Override
    public void close() {
        engine.close();
    }
}
