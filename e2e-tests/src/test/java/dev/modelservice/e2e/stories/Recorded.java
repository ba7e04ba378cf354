package dev.modelservice.e2e.stories;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.modelservice.e2e.cluster.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.StreamSupport;

/** What the same models answered outside of our runtime; each file says where. */
final class Recorded {
    private final JsonNode answers;

    private Recorded(JsonNode answers) {
        this.answers = answers;
    }

    static Recorded read(String file) {
        try {
            return new Recorded(new ObjectMapper()
                    .readTree(
                            Repository.root().resolve("examples").resolve(file).toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException("No recorded answers in " + file, e);
        }
    }

    List<String> sentences() {
        return StreamSupport.stream(answers.path("sentences").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    JsonNode inputs() {
        return answers.path("inputs");
    }

    JsonNode rows(String name) {
        return answers.path(name);
    }
}
