package dev.modelservice.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A golden set of real embeddings: the int8 model is near, and one that swaps answers is not. */
final class GoldenIT {

    private static final int CASES = 4;

    @TempDir
    Path folder;

    @Test
    void answersOfTheInt8ModelAreNearThoseOfTheOtherAndSwappedOnesAreNot() throws Exception {
        try (RuntimeProcess full = runtime("minilm")) {
            for (int i = 0; i < CASES; i++) {
                JsonObject answer = new JsonObject(
                        full.post("/v2/models/minilm/infer", request(i)).body());
                write("case-%d.json".formatted(i), request(i), answer);
                write("swapped/case-%d.json".formatted((i + 1) % CASES), request((i + 1) % CASES), answer);
            }
        }
        try (RuntimeProcess small = runtime("minilm-int8")) {
            JsonObject near = judge(small, folder);
            assertThat(near.getString("reason")).isEqualTo("GoldenDone");
            assertThat(near.getInteger("right")).isEqualTo(CASES);
            assertThat(near.getDouble("similarity")).isBetween(0.97, 1.0);

            JsonObject swapped = judge(small, folder.resolve("swapped"));
            assertThat(swapped.getInteger("right")).isZero();
            assertThat(swapped.getDouble("similarity")).isLessThan(0.9);
            assertThat(swapped.getString("worst")).contains("has a cosine similarity of");
        }
    }

    private static RuntimeProcess runtime(String model) throws IOException {
        return RuntimeProcess.ready(Recorded.unpackedModel(model), Map.of("modelservice.runtime.model-name", "minilm"));
    }

    /** The program as the pod has it: a process of its own, with plain classes. */
    private JsonObject judge(RuntimeProcess runtime, Path cases) throws IOException, InterruptedException {
        Path log = folder.resolve("termination-log");
        ProcessBuilder builder = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.modelservice.golden.Golden")
                .inheritIO();
        builder.environment()
                .putAll(Map.of(
                        "MODELSERVICE_GOLDEN_URL",
                                runtime.http("/v2/models/minilm/infer").toString(),
                        "MODELSERVICE_GOLDEN_DIRECTORY", cases.toString(),
                        "MODELSERVICE_GOLDEN_COMPARE", "Cosine",
                        "MODELSERVICE_GOLDEN_BOUND", "0.97",
                        "MODELSERVICE_GOLDEN_TERMINATION_LOG", log.toString()));
        assertThat(builder.start().waitFor()).isZero();
        return new JsonObject(Files.readString(log));
    }

    private void write(String file, String request, JsonObject expected) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(
                path,
                new JsonObject()
                        .put("request", new JsonObject(request))
                        .put("expected", new JsonObject().put("outputs", expected.getJsonArray("outputs")))
                        .encode());
    }

    private static String request(int i) throws IOException {
        String sentence = Recorded.embeddings("minilm").array("sentences").getString(i);
        JsonObject input = new JsonObject()
                .put("name", "text")
                .put("datatype", "BYTES")
                .put("shape", new JsonArray().add(1))
                .put("data", new JsonArray().add(sentence));
        return new JsonObject().put("inputs", new JsonArray().add(input)).encode();
    }
}
