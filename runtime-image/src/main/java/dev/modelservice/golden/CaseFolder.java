package dev.modelservice.golden;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads the cases of a folder, in the order of their names. */
final class CaseFolder {

    private static final int MOST_CASES = 1000;
    private static final long MOST_BYTES = 4 << 20;

    private CaseFolder() {}

    /** Only their names: a thousand cases of megabytes are not held at once. */
    static List<Path> files(Path directory) throws GoldenException {
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> cases = files.filter(
                            file -> file.getFileName().toString().endsWith(".json"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .limit(MOST_CASES + 1L)
                    .toList();
            if (cases.isEmpty()) {
                throw broken("the golden set has no file that ends in .json; put the cases into the ConfigMap that"
                        + " analysis.golden.configMapRef names, or at the root of the image");
            }
            if (cases.size() > MOST_CASES) {
                throw broken("the golden set has more than %d cases; use fewer".formatted(MOST_CASES));
            }
            return cases;
        } catch (IOException e) {
            throw broken("the golden set cannot be read: " + e.getMessage());
        }
    }

    static Case read(Path file) throws GoldenException {
        String name = file.getFileName().toString();
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw broken("%s has more than %d bytes; use a smaller case".formatted(name, MOST_BYTES));
            }
            byte[] text = Files.readAllBytes(file);
            Object value = JsonValues.read(text);
            byte[] request = JsonValues.part(text, "request");
            List<Tensor> expected = value instanceof Map<?, ?> object && object.get("expected") != null
                    ? Tensor.outputs(object.get("expected"))
                    : List.of();
            if (request == null || expected.isEmpty()) {
                throw broken(name + " is no case; write {\"request\": {\"inputs\": [...]}, \"expected\": {\"outputs\":"
                        + " [{\"name\": ..., \"data\": [...]}]}}");
            }
            return new Case(name, request, expected);
        } catch (IOException e) {
            throw broken("%s is no JSON: %s".formatted(name, firstLine(e)));
        }
    }

    private static String firstLine(IOException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private static GoldenException broken(String message) {
        return new GoldenException(Reason.GoldenSetBroken, message);
    }
}
