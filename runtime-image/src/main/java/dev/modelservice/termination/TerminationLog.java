package dev.modelservice.termination;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;

/** Writes the one JSON object that the operator reads from a terminated container. */
public final class TerminationLog {

    /** Kubernetes keeps 4096 bytes; what is longer would be cut in the middle of the JSON. */
    private static final int MAX_MESSAGE = 1000;

    private static final JsonFactory JSON = new JsonFactory();

    private TerminationLog() {}

    /** Why the container failed, in one word for programs and a sentence for people. */
    public static void failure(Path file, String reason, String message) throws IOException {
        write(file, json -> {
            json.writeStringField("reason", reason);
            json.writeStringField("message", shortened(message));
        });
    }

    /** What was brought. */
    public static void fetched(Path file, String digest, long bytes) throws IOException {
        write(file, json -> {
            json.writeStringField("digest", digest);
            json.writeNumberField("bytes", bytes);
        });
    }

    /** What a golden set came to. */
    public static void golden(
            Path file,
            String reason,
            int cases,
            int right,
            double accuracy,
            OptionalDouble similarity,
            Optional<String> worst)
            throws IOException {
        write(file, json -> {
            json.writeStringField("reason", reason);
            json.writeNumberField("cases", cases);
            json.writeNumberField("right", right);
            json.writeNumberField("accuracy", accuracy);
            if (similarity.isPresent()) {
                json.writeNumberField("similarity", similarity.getAsDouble());
            }
            if (worst.isPresent()) {
                json.writeStringField("worst", shortened(worst.get()));
            }
        });
    }

    private static void write(Path file, Fields fields) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
        }
        Files.writeString(file, text.toString());
    }

    private static String shortened(String message) {
        return message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE) + "…";
    }

    /** What stands in the object. */
    private interface Fields {

        void write(JsonGenerator json) throws IOException;
    }
}
