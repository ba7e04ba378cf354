package dev.modelservice.runtime.engine.text;

import dev.modelservice.runtime.engine.Engine;
import dev.modelservice.runtime.engine.EngineOptions;
import dev.modelservice.runtime.engine.InvalidModelException;
import dev.modelservice.runtime.engine.Prepared;
import dev.modelservice.runtime.engine.onnx.OnnxEngineFactory;
import dev.modelservice.runtime.request.DataType;
import dev.modelservice.runtime.request.Elements;
import dev.modelservice.runtime.request.Shape;
import dev.modelservice.runtime.request.Tensor;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** The small text models, copies of them with other files, and what Python answered with them. */
final class TextModels {

    static final Path FOLDER = Path.of("src", "test", "resources", "text-models");

    private TextModels() {}

    /** A copy of the model that a test can add files to. */
    static Path copy(String model, Path into) throws IOException {
        for (String file : List.of("model.onnx", "tokenizer.json", "config.json")) {
            Files.copy(FOLDER.resolve(model).resolve(file), into.resolve(file));
        }
        return into;
    }

    static void write(Path folder, String file, String json) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, json);
    }

    static Engine open(Path folder) throws InvalidModelException {
        return new OnnxEngineFactory().open(folder, new EngineOptions(1));
    }

    static Engine open(String model) throws InvalidModelException {
        return open(FOLDER.resolve(model));
    }

    static JsonObject recorded(String model) throws IOException {
        return new JsonObject(Files.readString(FOLDER.resolve(model).resolve("answers.json")));
    }

    static List<String> texts(JsonObject recorded) {
        return strings(recorded.getJsonArray("texts"));
    }

    private static List<String> strings(JsonArray array) {
        return array.stream().map(String.class::cast).toList();
    }

    static Tensor texts(String name, List<String> texts) {
        return new Tensor(name, DataType.BYTES, Shape.of(texts.size()), new Elements.Texts(texts));
    }

    static List<Tensor> run(Engine engine, List<Tensor> inputs) {
        return together(engine, List.of(inputs)).getFirst();
    }

    /** Runs these requests together, for all outputs. */
    static List<List<Tensor>> together(Engine engine, List<List<Tensor>> requests) {
        List<String> outputs =
                engine.signature().outputs().stream().map(spec -> spec.name()).toList();
        List<Prepared> batch =
                requests.stream().map(inputs -> engine.prepare(inputs, outputs)).toList();
        TreeMap<Integer, List<Tensor>> answers = new TreeMap<>();
        engine.run(batch, answers::put);
        return List.copyOf(answers.values());
    }

    /** The rows of a tensor of numbers. */
    static List<float[]> rows(Tensor tensor) {
        FloatBuffer numbers = tensor.numbers().asFloatBuffer();
        int rows = Math.toIntExact(tensor.shape().dimension(0));
        List<float[]> all = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            float[] row = new float[numbers.capacity() / rows];
            numbers.get(row);
            all.add(row);
        }
        return all;
    }
}
