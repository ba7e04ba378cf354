package dev.modelservice.runtime;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the example models answer outside of our runtime, recorded by the scripts in {@code examples}. */
public record Recorded(JsonObject json) {

    /** llama.cpp, which is not in the packaged runtime but beside it in its image. */
    public static final Path LLAMA_LIBRARIES = Path.of("target", "llama").toAbsolutePath();

    private static final Path EXAMPLES = Path.of("..", "examples");

    public static Path denseModel() {
        return EXAMPLES.resolve("dense").toAbsolutePath().normalize();
    }

    public static Path unpackedModel(String name) {
        return Path.of("target", "models", name).toAbsolutePath();
    }

    public static Recorded dense() throws IOException {
        return read("dense/answers.json");
    }

    public static Recorded embeddings(String model) throws IOException {
        return read("minilm/" + model + ".answers.json");
    }

    private static Recorded read(String file) throws IOException {
        return new Recorded(new JsonObject(Files.readString(EXAMPLES.resolve(file))));
    }

    public JsonArray array(String field) {
        return json.getJsonArray(field);
    }

    public List<float[]> rows(String field) {
        return json.getJsonArray(field).stream()
                .map(row -> floats((JsonArray) row))
                .toList();
    }

    public static float[] floats(JsonArray values) {
        float[] floats = new float[values.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = values.getFloat(i);
        }
        return floats;
    }

    public static double cosine(float[] a, float[] b) {
        double dot = 0;
        double lengthA = 0;
        double lengthB = 0;
        for (int i = 0; i < a.length; i++) {
            dot += (double) a[i] * b[i];
            lengthA += (double) a[i] * a[i];
            lengthB += (double) b[i] * b[i];
        }
        return dot / Math.sqrt(lengthA * lengthB);
    }

    public static double largestDifference(float[] a, float[] b) {
        double largest = 0;
        for (int i = 0; i < a.length; i++) {
            largest = Math.max(largest, Math.abs((double) a[i] - b[i]));
        }
        return largest;
    }
}
