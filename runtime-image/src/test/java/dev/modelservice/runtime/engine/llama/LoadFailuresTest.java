package dev.modelservice.runtime.engine.llama;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.modelservice.runtime.engine.GenerationOptions;
import dev.modelservice.runtime.engine.InvalidModelException;
import dev.modelservice.runtime.engine.llama.gguf.GgufBytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LoadFailuresTest {

    @TempDir
    Path folder;

    @Test
    void aFileOfAnotherKind() throws Exception {
        refuses(file("PK\3\4".getBytes(java.nio.charset.StandardCharsets.US_ASCII)), "it does not begin with 'GGUF'");
    }

    @Test
    void aFileThatIsNotThere() {
        refuses(folder.resolve("model.gguf"), "model.gguf cannot be read: java.nio.file.NoSuchFileException");
    }

    @Test
    void aFileThatEndsWithinTheWeights() throws Exception {
        try (InputStream whole = Files.newInputStream(Smollm.FILE)) {
            refuses(
                    file(whole.readNBytes(5_000_000)),
                    "model.gguf cannot be loaded: ",
                    "model is corrupted or incomplete");
        }
    }

    @Test
    void anArchitectureThatIsNotKnown() throws Exception {
        refuses(
                file(GgufBytes.model("dreamed").bytes()),
                "model.gguf cannot be loaded: ",
                "unknown model architecture: 'dreamed'");
    }

    @Test
    void aGpuWhereThereIsNone() {
        refuses(
                Smollm.FILE,
                new GenerationOptions(Smollm.LIBRARIES, OptionalInt.of(512), 1, 64, 0, -1, OptionalLong.empty()),
                "a GPU is asked for (gpu layers: -1), but the libraries in target/llama find none; they find: ");
    }

    @Test
    void aModelThatDoesNotFit() {
        refuses(
                Smollm.FILE,
                new GenerationOptions(
                        Smollm.LIBRARIES, OptionalInt.of(4096), 8, 512, 0, 0, OptionalLong.of(500L << 20)),
                "does not fit: with 8 texts of 4096 tokens at once it needs about 8",
                " MiB (94 for the model, 720 for what is kept of the texts, ",
                "and there are 500 MiB");
    }

    @Test
    void aFolderWithoutLibraries() {
        refuses(
                Smollm.FILE,
                new GenerationOptions(folder, OptionalInt.of(512), 1, 64, 0, 0, OptionalLong.empty()),
                "the libraries of llama.cpp, which run GGUF models, are not in " + folder);
    }

    private void refuses(Path file, String... parts) {
        refuses(file, Smollm.options(1, 0).generation(), parts);
    }

    private static void refuses(Path file, GenerationOptions options, String... parts) {
        assertThatExceptionOfType(InvalidModelException.class)
                .isThrownBy(
                        () -> LlamaGenerator.open(file, Smollm.options(options)).close())
                .satisfies(e -> org.assertj.core.api.Assertions.assertThat(e.getMessage())
                        .contains(parts));
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("model.gguf"), bytes);
    }
}
