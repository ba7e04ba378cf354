package dev.modelservice.operator.resources;

import io.fabric8.kubernetes.api.model.Container;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a server was told to call the model; the last word counts. */
final class ModelName {

    private static final Set<String> FLAGS = Set.of("--model_name", "--model-name", "--served-model-name");

    private static final Set<String> VARIABLES = Set.of("MLSERVER_MODEL_NAME", RuntimeContainer.MODEL_NAME);

    private ModelName() {}

    static Optional<String> of(Container container) {
        var words = Stream.concat(container.getCommand().stream(), container.getArgs().stream())
                .flatMap(word -> word.startsWith("--") ? Stream.of(word.split("=", 2)) : Stream.of(word))
                .toList();
        var flag = FLAGS.stream()
                .map(words::lastIndexOf)
                .filter(at -> at >= 0 && at + 1 < words.size())
                .max(Integer::compare)
                .map(at -> words.get(at + 1));
        return flag.or(() -> container.getEnv().stream()
                .filter(variable -> VARIABLES.contains(variable.getName()) && variable.getValue() != null)
                .map(variable -> variable.getValue())
                .findFirst());
    }
}
