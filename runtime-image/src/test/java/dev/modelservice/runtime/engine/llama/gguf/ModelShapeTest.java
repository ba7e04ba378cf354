package dev.modelservice.runtime.engine.llama.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.modelservice.runtime.engine.InvalidModelException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ModelShapeTest {

    @TempDir
    Path folder;

    @Test
    void isReadOffARealModel() throws Exception {
        Path file = Path.of("target/models/smollm2/SmolLM2-135M-Instruct.Q4_1.gguf");

        // 30 layers with 3 heads of 64 numbers that are kept twice, as key and as value.
        assertThat(ModelShape.read(file))
                .isEqualTo(new ModelShape("llama", 98_362_432, 8192, 49_152, 30, 576, 1536, 30 * 3 * 64 * 2));
    }

    @Test
    void headsMayBeGivenForEachLayerAndTheirWidthToo() throws Exception {
        ModelShape shape = shape(GgufBytes.model("odd")
                .numbers("odd.attention.head_count_kv", 2, 0)
                .number("odd.attention.key_length", 100)
                .number("odd.attention.value_length", 50));

        assertThat(shape.cachedPerToken()).isEqualTo(2 * 150);
    }

    @Test
    void saysWhatIsNoLanguageModel() {
        refuses(new GgufBytes(), "has no general.architecture, so it is no language model");
        refuses(
                new GgufBytes().text("general.architecture", "clip"),
                "is no language model: it has no vocabulary (tokenizer.ggml.model), and its architecture is clip");
        refuses(GgufBytes.model("x").number("x.block_count", 0), "is broken: x.block_count is 0");
        refuses(GgufBytes.model("x").text("general.architecture", "y"), "has no y.block_count");
    }

    @Test
    void aMissingPartIsNamed() throws Exception {
        Path first = folder.resolve("m-00001-of-00002.gguf");
        Files.write(first, GgufBytes.model("x").bytes());

        assertThatExceptionOfType(InvalidModelException.class)
                .isThrownBy(() -> ModelShape.read(first))
                .withMessageContaining("m-00002-of-00002.gguf");
    }

    private void refuses(GgufBytes header, String message) {
        assertThatExceptionOfType(InvalidModelException.class)
                .isThrownBy(() -> shape(header))
                .withMessageContaining(message);
    }

    private ModelShape shape(GgufBytes header) throws Exception {
        Path file = folder.resolve("model.gguf");
        Files.write(file, header.bytes());
        return ModelShape.read(file);
    }
}
