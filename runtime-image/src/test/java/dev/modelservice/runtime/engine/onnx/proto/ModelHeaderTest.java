package dev.modelservice.runtime.engine.onnx.proto;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ModelHeaderTest {

    private static final Path MODELS = Path.of("src", "test", "resources", "models");

    @TempDir
    private Path folder;

    @Test
    void namesWhatLiesInOtherFiles() throws IOException {
        assertThat(read("external").externalData()).containsExactly(new ExternalPart("w", "weights.bin", 16));
    }

    @Test
    void looksIntoGraphsWithinGraphs() throws IOException {
        assertThat(read("external-within").externalData())
                .containsExactly(
                        new ExternalPart("w", "../elsewhere.bin", 16), new ExternalPart("w", "../elsewhere.bin", 16));
    }

    @Test
    void aModelInOnePieceNamesNothing() throws IOException {
        assertThat(read("every-datatype").externalData()).isEqualTo(List.of());
    }

    @Test
    void whatIsCutOffIsNoModelOrASmallerOne() throws IOException {
        byte[] whole = Files.readAllBytes(MODELS.resolve("external").resolve("model.onnx"));
        int unreadable = 0;
        for (int length = 0; length < whole.length; length++) {
            if (read(Arrays.copyOf(whole, length)).isEmpty()) {
                unreadable++;
            }
        }
        assertThat(unreadable).isGreaterThan(whole.length / 2);
    }

    @Test
    void noiseIsNoModelAndHarmsNobody() throws IOException {
        byte[] whole = Files.readAllBytes(MODELS.resolve("external-within").resolve("model.onnx"));
        Random random = new Random(7);
        int readable = 0;
        for (int i = 0; i < 2000; i++) {
            byte[] noisy = whole.clone();
            noisy[random.nextInt(noisy.length)] = (byte) random.nextInt();
            noisy[random.nextInt(noisy.length)] = (byte) random.nextInt();
            readable += read(noisy).isPresent() ? 1 : 0;
        }
        assertThat(readable).isBetween(1, 1999);
    }

    private static ModelHeader read(String model) throws IOException {
        return ModelHeader.read(MODELS.resolve(model).resolve("model.onnx")).orElseThrow();
    }

    private Optional<ModelHeader> read(byte[] bytes) throws IOException {
        return ModelHeader.read(Files.write(folder.resolve("model.onnx"), bytes));
    }
}
