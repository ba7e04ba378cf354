package dev.modelservice.e2e.bench.serving;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.modelservice.e2e.bench.load.Rows;
import dev.modelservice.e2e.cluster.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** What Python's onnxruntime answered, from the examples. */
record Recorded(Rows question, List<Float> answer) {

    static Recorded dense() {
        var recorded = read("dense/answers.json");
        var rows = StreamSupport.stream(recorded.path("inputs").spliterator(), false)
                .map(Recorded::floats)
                .toList();
        return new Recorded(new Rows.Numbers(rows), floats(recorded.path("probability")));
    }

    static Recorded miniLm() {
        var recorded = read("minilm/minilm.answers.json");
        var texts = StreamSupport.stream(recorded.path("sentences").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
        return new Recorded(new Rows.Texts(texts), floats(recorded.path("embedding")));
    }

    private static JsonNode read(String file) {
        try {
            return new ObjectMapper()
                    .readTree(
                            Repository.root().resolve("examples").resolve(file).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException("No recorded answers in " + file, e);
        }
    }

    private static List<Float> floats(JsonNode node) {
        if (node.isNumber()) {
            return List.of(node.floatValue());
        }
        var all = new ArrayList<Float>();
        node.forEach(element -> all.addAll(floats(element)));
        return all;
    }
}
