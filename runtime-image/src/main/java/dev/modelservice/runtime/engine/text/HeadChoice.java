package dev.modelservice.runtime.engine.text;

import dev.modelservice.runtime.engine.InvalidModelException;
import dev.modelservice.runtime.request.DataType;
import dev.modelservice.runtime.request.Shape;
import dev.modelservice.runtime.request.TensorSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What a folder's model is for: by the names and shapes of its answers first, then by what {@code config.json} says. */
final class HeadChoice {

    private static final int TEXTS = 2;
    private static final int TOKENS = 3;
    private static final Set<String> NO_CHANGE = Set.of("Identity");
    private static final Set<String> SIGMOID = Set.of("", "Sigmoid");

    private final Path folder;
    private final List<TensorSpec> outputs;
    private final TextSettings settings;

    private HeadChoice(Path folder, List<TensorSpec> outputs, TextSettings settings) {
        this.folder = folder;
        this.outputs = outputs;
        this.settings = settings;
    }

    static Head of(Path folder, List<TensorSpec> outputs, TextSettings settings) throws InvalidModelException {
        HeadChoice choice = new HeadChoice(folder, outputs, settings);
        Optional<TensorSpec> logits = choice.logits();
        return logits.isPresent() ? choice.scoresOrLabels(logits.get()) : choice.embedding();
    }

    private Optional<TensorSpec> logits() {
        return find(output -> output.name().equals("logits"))
                .or(() -> settings.config().classifiesSequences() ? find(hasRank(TEXTS)) : Optional.empty());
    }

    private Head scoresOrLabels(TensorSpec logits) throws InvalidModelException {
        if (logits.shape().rank() != TEXTS) {
            throw refused(
                    logits,
                    "one row for each text, as models of the kind ForSequenceClassification give. Other kinds are served as tensors, without tokenizer.json");
        }
        List<String> names = settings.config().labels();
        long width = Heads.width(logits) == Shape.ANY ? names.size() : Heads.width(logits);
        if (width == 0 || (!names.isEmpty() && names.size() != width)) {
            throw refused(logits, "as many numbers as config.json has names in id2label, which are " + names);
        }
        return width == 1 ? score(logits) : labels(logits, names, width);
    }

    private Head score(TensorSpec logits) throws InvalidModelException {
        String activation = settings.config().activation();
        if (!SIGMOID.contains(activation) && !NO_CHANGE.contains(activation)) {
            throw new InvalidModelException(
                    "%s: the activation of its cross-encoder is %s; expected Sigmoid or Identity"
                            .formatted(folder.resolve("config.json"), activation));
        }
        return new ScoreHead(logits, SIGMOID.contains(activation));
    }

    private Head labels(TensorSpec logits, List<String> names, long width) throws InvalidModelException {
        String problem = settings.config().problem();
        if (problem.equals("regression")) {
            throw new InvalidModelException(
                    "%s: problem_type is regression with %d numbers; expected one number, single_label_classification or multi_label_classification"
                            .formatted(folder.resolve("config.json"), width));
        }
        List<String> labels = new ArrayList<>(names);
        for (int i = labels.size(); i < width; i++) {
            labels.add("LABEL_" + i);
        }
        return new LabelHead(logits, labels, problem.equals("multi_label_classification"));
    }

    private Head embedding() throws InvalidModelException {
        Modules modules = settings.modules();
        Optional<TensorSpec> pooled = find(output -> output.name().equals("sentence_embedding"))
                .filter(hasRank(TEXTS))
                .filter(this::hasWidth);
        TensorSpec vectors = pooled.or(() -> find(hasRank(TOKENS).and(this::hasWidth)))
                .or(() -> find(hasRank(TEXTS).and(this::hasWidth)))
                .orElseThrow(() -> new InvalidModelException(
                        "%s has a tokenizer.json, but its model gives %s; expected an FP32 or FP16 output of shape [-1,-1,width] or [-1,width]"
                                .formatted(folder, outputs)));
        if (modules.dense() && vectors.shape().rank() == TOKENS) {
            throw new InvalidModelException(
                    "%s names more steps than Transformer, Pooling and Normalize; expected those only, or a model that does them itself in an output sentence_embedding"
                            .formatted(folder.resolve("modules.json")));
        }
        return new EmbeddingHead(vectors, modules.pooling(), modules.normalise());
    }

    private Optional<TensorSpec> find(Predicate<TensorSpec> wanted) {
        return outputs.stream()
                .filter(output -> output.datatype() == DataType.FP32 || output.datatype() == DataType.FP16)
                .filter(wanted)
                .findFirst();
    }

    private static Predicate<TensorSpec> hasRank(int rank) {
        return output -> output.shape().rank() == rank;
    }

    private boolean hasWidth(TensorSpec output) {
        return Heads.width(output) > 0;
    }

    private InvalidModelException refused(TensorSpec logits, String expected) {
        String architecture = settings.config().architecture();
        return new InvalidModelException("%s has a tokenizer.json, and its model%s gives %s; expected %s"
                .formatted(
                        folder,
                        architecture.isEmpty() ? "" : " (by config.json " + architecture + ")",
                        logits,
                        expected));
    }
}
