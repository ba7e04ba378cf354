package dev.modelservice.runtime.engine.text;

import dev.modelservice.runtime.engine.Answers;
import dev.modelservice.runtime.engine.BatchLimits;
import dev.modelservice.runtime.engine.Engine;
import dev.modelservice.runtime.engine.EngineOptions;
import dev.modelservice.runtime.engine.InvalidModelException;
import dev.modelservice.runtime.engine.Prepared;
import dev.modelservice.runtime.engine.TensorEngine;
import dev.modelservice.runtime.request.RejectedException;
import dev.modelservice.runtime.request.Signature;
import dev.modelservice.runtime.request.Task;
import dev.modelservice.runtime.request.Tensor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * An engine that takes texts, in front of one that takes tokens.
 *
 * <p>A request's texts run a few at a time, so that the memory of one request does not grow with their number. They run one
 * by one where the model gives a text another answer in company than alone, as models with dynamic quantisation do: they
 * scale all values of a run by the largest of them. That is tried out when the model is opened.
 */
public final class TextEngine implements Engine {

    /** One is prepared and answered while the other runs, with all threads; more would only make batches smaller. */
    private static final int JOINED_RUNS = 2;

    private static final List<String> OTHER_TOKENIZERS =
            List.of("vocab.txt", "vocab.json", "tokenizer.model", "sentencepiece.bpe.model", "spiece.model");

    private final TextModel model;
    private final Tokenizer tokenizer;
    private final Head head;
    private final RunSize size;

    private TextEngine(TextModel model, Tokenizer tokenizer, Head head, RunSize wanted) {
        this.model = model;
        this.tokenizer = tokenizer;
        this.head = head;
        this.size =
                wanted.isOneByOne() || Company.changesNothing(tokenizer, this::numbers) ? wanted : wanted.oneByOne();
    }

    /** Whether the folder asks for this pipeline. */
    public static boolean isTextModel(Path folder) {
        return Files.isRegularFile(folder.resolve("tokenizer.json"));
    }

    /** Refuses a model over tokens whose tokenizer is there in a form that we cannot read. */
    public static void refuseOtherTokenizers(Path folder, Signature model) throws InvalidModelException {
        boolean takesTokens =
                model.inputs().stream().anyMatch(input -> input.name().equals(TextModel.IDS));
        for (String file : OTHER_TOKENIZERS) {
            if (takesTokens && Files.isRegularFile(folder.resolve(file))) {
                throw new InvalidModelException(
                        "%s has %s, but no tokenizer.json; expected tokenizer.json, which AutoTokenizer.from_pretrained(FOLDER).save_pretrained(FOLDER) of transformers writes. Without both, the model's tensors are served as they are"
                                .formatted(folder, file));
            }
        }
    }

    /** Puts the folder's tokenizer in front of the engine. */
    public static TextEngine open(Path folder, TensorEngine engine, EngineOptions options)
            throws InvalidModelException {
        TextModel.check(folder, engine.signature().inputs());
        TextSettings settings = TextSettings.read(folder);
        Head head = HeadChoice.of(folder, engine.signature().outputs(), settings);
        TextModel model =
                new TextModel(engine, head.model().name(), settings.config().padToken());
        Tokenizer tokenizer = Tokenizer.open(folder, settings, TextModel.asksForTypes(engine));
        return new TextEngine(model, tokenizer, head, RunSize.of(options));
    }

    @Override
    public Signature signature() {
        return head.signature();
    }

    @Override
    public String platform() {
        return model.platform();
    }

    @Override
    public Task task() {
        return head.task();
    }

    @Override
    public BatchLimits limits() {
        return size.limits();
    }

    @Override
    public OptionalInt runsAtOnce() {
        return size.isOneByOne() ? OptionalInt.empty() : OptionalInt.of(JOINED_RUNS);
    }

    @Override
    public Prepared prepare(List<Tensor> inputs, List<String> outputs) {
        List<String> texts = inputs.getLast().texts();
        List<Tokens> rows = new ArrayList<>(texts.size());
        if (head instanceof ScoreHead) {
            List<String> queries = queries(inputs.getFirst().texts(), texts.size());
            for (int i = 0; i < texts.size(); i++) {
                rows.add(tokenizer.tokenize(queries.get(queries.size() == 1 ? 0 : i), texts.get(i)));
            }
        } else {
            texts.forEach(text -> rows.add(tokenizer.tokenize(text)));
        }
        return new TextRequest(rows, outputs, size.isOneByOne());
    }

    private static List<String> queries(List<String> queries, int texts) {
        if (queries.size() != 1 && queries.size() != texts) {
            throw RejectedException.malformed(
                    "input 'query': expected one text, or one for each of the %d of 'text', got %d"
                            .formatted(texts, queries.size()));
        }
        return queries;
    }

    @Override
    public void run(List<Prepared> batch, Answers answers) {
        List<TextRequest> requests = batch.stream().map(TextRequest.class::cast).toList();
        Collected collected = new Collected(requests, head, answers);
        for (List<TextBatch.Place> run : TextBatch.runs(requests, size)) {
            List<float[]> numbers =
                    numbers(run.stream().map(TextBatch.Place::tokens).toList());
            numbers.forEach(head::finish);
            collected.take(run, numbers);
        }
    }

    private List<float[]> numbers(List<Tokens> texts) {
        return model.run(texts, answer -> {
            List<float[]> numbers = new ArrayList<>(texts.size());
            for (int i = 0; i < texts.size(); i++) {
                numbers.add(head.read(answer, i, texts.get(i)));
            }
            return numbers;
        });
    }

    @Override
    public void close() {
        tokenizer.close();
        model.close();
    }
}
