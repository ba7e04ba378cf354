package dev.modelservice.runtime.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.runtime.engine.EngineOptions;
import dev.modelservice.runtime.engine.onnx.OnnxEngineFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ModelStoreTest {

    private static final Path MODELS =
            Path.of("src", "test", "resources", "models").toAbsolutePath();

    @TempDir
    private Path folder;

    private String here = "";

    @BeforeEach
    void name() {
        here = folder.toString();
    }

    @Test
    void aModelThatAnswersIsServed() {
        ModelState state = store(MODELS.resolve("every-datatype")).load();

        assertThat(state).isInstanceOf(ModelState.Serving.class);
        LoadedModel model = ((ModelState.Serving) state).model();
        assertThat(model.metadata().name()).isEqualTo("m");
        assertThat(model.bytes()).isEqualTo(825);
    }

    @Test
    void beforeItIsLoadedItIsLoading() {
        assertThat(store(folder).state()).isInstanceOf(ModelState.Loading.class);
    }

    @Test
    void anyOnlyFileThatEndsInOnnxIsTheModel() throws IOException {
        Files.copy(MODELS.resolve("every-datatype").resolve("model.onnx"), folder.resolve("iris-2.onnx"));

        assertThat(store(folder).load()).isInstanceOf(ModelState.Serving.class);
    }

    @Test
    void theFolderMayBeALink() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("current"), MODELS.resolve("every-datatype"));

        assertThat(store(link).load())
                .isInstanceOfSatisfying(
                        ModelState.Serving.class,
                        serving -> assertThat(serving.model().bytes()).isEqualTo(825));
    }

    @Test
    void aMissingFolderIsNamed() {
        assertThat(failure(folder.resolve("none")))
                .isEqualTo(here + "/none is no folder; expected the model's files in it");
    }

    @Test
    void anEmptyFolderSaysWhatWasExpected() {
        assertThat(failure(folder))
                .isEqualTo(here + " holds no model: expected an ONNX model in model.onnx,"
                        + " with tokenizer.json beside it for a text model; it is empty");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            model.pkl           | may be a pickle, which runs code when it is loaded and is refused; export the model to ONNX
            pytorch_model.bin   | may be a pickle, which runs code when it is loaded and is refused; export the model to ONNX
            model.safetensors   | holds weights without the model around them; export the model to ONNX
            model.h5            | is a model of Keras; export it to ONNX
            saved_model.pb      | is a SavedModel of TensorFlow; convert it to ONNX
            model.tflite        | is a model of TensorFlow Lite; convert it to ONNX
            model.ubj           | is a model of boosted trees; convert it to ONNX
            model.plan          | is built for one kind of GPU; bring the ONNX model that it was built from
            """)
    void aFileOfAnotherFormatIsRefusedByName(String file, String words) throws IOException {
        Files.writeString(folder.resolve("README.md"), "x");
        Files.writeString(folder.resolve(file), "x");

        assertThat(failure(folder)).contains("found README.md, " + file + ". " + file + " " + words);
    }

    @Test
    void aPickleIsSpokenOfBeforeOtherFormats() throws IOException {
        Files.writeString(folder.resolve("model.h5"), "x");
        Files.writeString(folder.resolve("model.pt"), "x");

        assertThat(failure(folder)).contains("model.pt may be a pickle");
    }

    @Test
    void twoModelsAreOneTooMany() throws IOException {
        Files.writeString(folder.resolve("a.onnx"), "x");
        Files.writeString(folder.resolve("b.onnx"), "x");

        assertThat(failure(folder))
                .isEqualTo(here + " has [a.onnx, b.onnx]: expected model.onnx, or one file that ends in .onnx");
    }

    @Test
    void aFileThatIsNoOnnxIsNamed() throws IOException {
        Files.writeString(folder.resolve("model.onnx"), "<html>404</html>");

        assertThat(failure(folder))
                .isEqualTo(here + "/model.onnx is no ONNX model, or only a part of one;"
                        + " expected the protobuf that an export to ONNX writes");
    }

    @Test
    void aTruncatedFileIsNamed() throws IOException {
        byte[] whole = Files.readAllBytes(Path.of("..", "examples", "dense", "model.onnx"));
        Files.write(folder.resolve("model.onnx"), java.util.Arrays.copyOf(whole, whole.length / 2));

        assertThat(failure(folder)).startsWith(here + "/model.onnx is no ONNX model, or only a part of one;");
    }

    @Test
    void anOperatorSetOfTheFutureIsNamed() {
        assertThat(failure(MODELS.resolve("opset-99")))
                .endsWith("model.onnx needs operator set 99 of ai.onnx; expected at most 26, the last that ONNX Runtime"
                        + " 1.29.0 knows. Export the model with an older one");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            bfloat16 | output 'y' is BFLOAT16, which the V2 protocol has no name for; expected one of [BOOL, INT8,
            float8   | output 'y' is FLOAT8E4M3FN, which the V2 protocol has no name for; expected one of [BOOL, INT8,
            sequence | output 'y' is no tensor but SequenceInfo(length=UNKNOWN,type=FLOAT); expected tensors
            """)
    void anOutputThatNoProtocolCanSayIsNamed(String model, String words) {
        assertThat(failure(MODELS.resolve(model))).contains("model.onnx: " + words);
    }

    @Test
    void aTokenizerInFrontOfATensorModelIsNamed() throws IOException {
        Files.copy(MODELS.resolve("lookup").resolve("model.onnx"), folder.resolve("model.onnx"));
        Files.writeString(folder.resolve("tokenizer.json"), "{}");

        assertThat(failure(folder))
                .isEqualTo(here + " has a tokenizer.json, but its model takes table FP32 [-1];"
                        + " expected only INT64 or INT32 inputs out of [attention_mask, input_ids, position_ids,"
                        + " token_type_ids]. Without tokenizer.json its tensors are served as they are");
    }

    private static String failure(Path folder) {
        ModelState state = store(folder).load();
        assertThat(state).isInstanceOf(ModelState.Failed.class);
        return ((ModelState.Failed) state).message();
    }

    private static ModelStore store(Path folder) {
        return new ModelStore("m", folder, List.of(new OnnxEngineFactory()), new EngineOptions(1));
    }
}
