package dev.modelservice.runtime.engine.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelservice.runtime.engine.Device;
import dev.modelservice.runtime.engine.Engine;
import dev.modelservice.runtime.engine.EngineOptions;
import dev.modelservice.runtime.engine.GenerationOptions;
import dev.modelservice.runtime.engine.InvalidModelException;
import dev.modelservice.runtime.engine.TensorEngine;
import dev.modelservice.runtime.memory.MemoryRoom;
import dev.modelservice.runtime.request.DataType;
import dev.modelservice.runtime.request.Elements;
import dev.modelservice.runtime.request.Shape;
import dev.modelservice.runtime.request.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What opens, and in which words the rest is refused. */
final class LoadingTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ir-99             | model.onnx is in version 99 of the ONNX format; expected at most 13, the last that ONNX Runtime 1.29.0 knows.
            custom-operator   | model.onnx needs the operator Magic of com.example, which ONNX Runtime 1.29.0 does not have;
            unknown-operator  | model.onnx needs the operator Magik of ai.onnx, which ONNX Runtime 1.29.0 does not have;
            external-absolute | model.onnx keeps weights ('w') in '/etc/hostname'; expected a file within the model's folder
            external-above    | model.onnx keeps weights ('w') in '../lookup/model.onnx'; expected a file within the model's folder
            external-within   | model.onnx keeps weights ('w') in '../elsewhere.bin'; expected a file within the model's folder
            """)
    void whatCannotBeOpenedIsRefusedInWords(String model, String words) {
        assertThatThrownBy(() -> Models.open(model))
                .isInstanceOf(InvalidModelException.class)
                .hasMessageContaining(words);
    }

    @Test
    void preparingNeedsNoModelAndMayBeDoneAgain() {
        OnnxEngineFactory factory = new OnnxEngineFactory();

        assertThatCode(() -> {
                    factory.prepare();
                    factory.prepare();
                })
                .doesNotThrowAnyException();
    }

    @Test
    void weightsMayLieBesideTheModel() throws Exception {
        try (TensorEngine engine = Models.open("external")) {
            ByteBuffer x =
                    Elements.Numbers.allocate(DataType.FP32, 1).putFloat(1).flip();

            Tensor answer = engine.run(
                            List.of(new Tensor("x", DataType.FP32, Shape.of(1), new Elements.Numbers(x))), List.of("y"))
                    .getFirst();

            assertThat(answer.numbers().asFloatBuffer().get(3)).isEqualTo(4);
        }
    }

    @Test
    void missingWeightsAreNamed() throws IOException {
        copy("external", "model.onnx");

        assertRefused("keeps weights ('w') in 'weights.bin'; expected that file beside it; there is none");
    }

    @Test
    void weightsThatAreCutOffAreNamed() throws IOException {
        copy("external", "model.onnx");
        Files.write(folder.resolve("weights.bin"), new byte[15]);

        assertRefused("expected 16 bytes or more of it, but it has 15: it is cut off, or of another export");
    }

    @Test
    void weightsThatAreALinkOutOfTheFolderAreRefused() throws IOException {
        copy("external", "model.onnx");
        Path elsewhere = Files.write(folder.resolveSibling(folder.getFileName() + "-elsewhere"), new byte[16]);
        Files.createSymbolicLink(folder.resolve("weights.bin"), elsewhere);

        assertRefused("expected a file within the model's folder; that one is a link out of it");
    }

    /** A group, which protobuf had long ago: ONNX Runtime reads past it, and would open the file that the model names. */
    @Test
    void whatOnlyOnnxRuntimeCouldReadIsRefused() throws IOException {
        copy("external-absolute", "model.onnx");
        byte[] group = {(byte) 0xA3, 0x06, (byte) 0xA4, 0x06};
        Files.write(folder.resolve("model.onnx"), group, StandardOpenOption.APPEND);

        assertRefused("model.onnx is no ONNX model, or only a part of one");
    }

    @Test
    void linksWithinTheFolderAreFollowed() throws Exception {
        copy("external", "model.onnx");
        Files.createDirectory(folder.resolve("..data"));
        Files.write(folder.resolve("..data").resolve("weights.bin"), new byte[16]);
        Files.createSymbolicLink(folder.resolve("weights.bin"), Path.of("..data", "weights.bin"));

        try (TensorEngine engine = Models.open(folder)) {
            assertThat(engine.signature()).hasToString("x FP32 [1] -> y FP32 [-1]");
        }
    }

    @Test
    void aModelInTheFolderOnnxIsFound() throws Exception {
        Files.createDirectory(folder.resolve("onnx"));
        Files.copy(
                model("strangers").resolve("model.onnx"), folder.resolve("onnx").resolve("model.onnx"));
        Files.copy(
                model("company").resolve("model.onnx"), folder.resolve("onnx").resolve("model_int8.onnx"));

        assertThat(new OnnxEngineFactory().recognises(folder)).isTrue();
        try (TensorEngine engine = Models.open(folder)) {
            assertThat(engine.signature()).hasToString("x FP32 [-1,-1] -> y FP32 [-1,-1]");
        }
    }

    @Test
    void aModelThatCannotFitSaysSoBeforeItIsOpened() throws IOException {
        copy("external", "model.onnx");
        try (var weights = Files.newByteChannel(
                folder.resolve("weights.bin"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            weights.position(5L << 30).write(ByteBuffer.allocate(1));
        }

        assertThatThrownBy(() -> open(Device.AUTO, new MemoryRoom(2L << 30, 512 << 20)))
                .isInstanceOf(InvalidModelException.class)
                .hasMessage(
                        folder + "/model.onnx does not fit: the files of the model are 5.0 GiB, and this container may"
                                + " use 2.0 GiB; raise resources.limits.memory to about 7.8 GiB");
    }

    @Test
    void withoutCudaInTheImageItsWishIsRefused() throws IOException {
        copy("strangers", "model.onnx");

        assertThatThrownBy(() -> open(Device.CUDA, MemoryRoom.ofThisProcess()))
                .isInstanceOf(InvalidModelException.class)
                .hasMessageStartingWith("CUDA was asked for, but ");
    }

    @ParameterizedTest
    @CsvSource({"vocab.txt", "tokenizer.model", "sentencepiece.bpe.model"})
    void aTokenizerInAnotherFormIsRefused(String file) throws IOException {
        Path text = Path.of("src", "test", "resources", "text-models", "embedding");
        Files.copy(text.resolve("model.onnx"), folder.resolve("model.onnx"));
        Files.writeString(folder.resolve(file), "the");

        assertRefused("has " + file + ", but no tokenizer.json; expected tokenizer.json, which ");
    }

    private static Path model(String name) {
        return Path.of("src", "test", "resources", "models", name);
    }

    private void copy(String model, String file) throws IOException {
        Files.copy(model(model).resolve(file), folder.resolve(file));
    }

    private void assertRefused(String words) {
        assertThatThrownBy(() -> Models.open(folder))
                .isInstanceOf(InvalidModelException.class)
                .hasMessageContaining(words);
    }

    private Engine open(Device device, MemoryRoom memory) throws InvalidModelException {
        EngineOptions options = new EngineOptions(1, OptionalInt.empty(), device, memory, GenerationOptions.DEFAULT);
        return new OnnxEngineFactory().open(folder, options);
    }
}
