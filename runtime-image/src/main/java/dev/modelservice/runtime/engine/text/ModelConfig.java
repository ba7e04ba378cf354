package dev.modelservice.runtime.engine.text;

import dev.modelservice.runtime.engine.InvalidModelException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What {@code config.json} says about a model, as Hugging Face's transformers write it.
 *
 * @param architecture the class that the model was, such as {@code BertForSequenceClassification}; empty where nothing says
 * @param labels names of a classifier's numbers, in their order; empty where nothing says
 * @param problem {@code single_label_classification} and the like; empty where nothing says
 * @param activation what a cross-encoder does with its number, the end of a class's name; empty where nothing says
 * @param padToken the token that fills a shorter text up
 * @param positions the most tokens that the model has places for
 */
record ModelConfig(
        String architecture,
        List<String> labels,
        String problem,
        String activation,
        long padToken,
        OptionalInt positions) {

    /** They count the places of tokens from 2 on. */
    private static final Set<String> FIRST_PLACE_IS_TWO =
            Set.of("roberta", "xlm-roberta", "camembert", "mpnet", "xmod");

    private static final int NOT_PLACES = 2;

    static ModelConfig of(JsonFile config) throws InvalidModelException {
        return new ModelConfig(
                config.list("architectures").stream()
                        .findFirst()
                        .map(Object::toString)
                        .orElse(""),
                labels(config),
                config.text("problem_type").orElse(""),
                activation(config),
                config.count("pad_token_id").orElse(0),
                positions(config));
    }

    private static List<String> labels(JsonFile config) throws InvalidModelException {
        Map<?, ?> named = config.fields("id2label");
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < named.size(); i++) {
            Object label = named.get(Integer.toString(i));
            if (label == null) {
                throw new InvalidModelException("%s: id2label has %s; expected a name for each of 0 to %d"
                        .formatted(config.file(), named.keySet(), named.size() - 1));
            }
            labels.add(label.toString());
        }
        return labels;
    }

    private static String activation(JsonFile config) {
        String name = config.text("sentence_transformers", "activation_fn")
                .or(() -> config.text("sbert_ce_default_activation_function"))
                .orElse("");
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static OptionalInt positions(JsonFile config) {
        OptionalInt all = config.count("max_position_embeddings");
        boolean fromTwo =
                config.text("model_type").filter(FIRST_PLACE_IS_TWO::contains).isPresent();
        return all.isPresent() && fromTwo ? OptionalInt.of(all.getAsInt() - NOT_PLACES) : all;
    }

    boolean classifiesSequences() {
        return architecture.endsWith("ForSequenceClassification");
    }
}
