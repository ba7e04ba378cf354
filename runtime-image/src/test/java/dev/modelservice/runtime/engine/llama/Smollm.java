package dev.modelservice.runtime.engine.llama;

import dev.modelservice.runtime.engine.EngineOptions;
import dev.modelservice.runtime.engine.GenerationOptions;
import dev.modelservice.runtime.engine.InvalidModelException;
import dev.modelservice.runtime.generate.ChatMessage;
import dev.modelservice.runtime.generate.GenerationRequest;
import dev.modelservice.runtime.generate.Prompt;
import dev.modelservice.runtime.generate.Sampling;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The model that the tests run, and how they run it: by one thread, since two on busy processors wait for each other. */
final class Smollm {

    static final Path LIBRARIES = Path.of("target/llama");
    static final Path FOLDER = Path.of("target/models/smollm2");
    static final Path FILE = FOLDER.resolve("SmolLM2-135M-Instruct.Q4_1.gguf");
    static final int CONTEXT = 1024;

    private Smollm() {}

    static EngineOptions options(int texts, int queue) {
        return options(
                new GenerationOptions(LIBRARIES, OptionalInt.of(CONTEXT), texts, 256, queue, 0, OptionalLong.empty()));
    }

    static EngineOptions options(GenerationOptions generation) {
        return new EngineOptions(1, generation);
    }

    static LlamaGenerator open(int texts, int queue) throws InvalidModelException {
        return LlamaGenerator.open(FILE, options(texts, queue));
    }

    static GenerationRequest text(String prompt, @Nullable Integer maxTokens) {
        return new GenerationRequest(new Prompt.Text(prompt), maxTokens, Sampling.GREEDY, List.of(), null, null);
    }

    static GenerationRequest question(String question, int maxTokens, Sampling sampling) {
        return new GenerationRequest(
                new Prompt.Chat(List.of(new ChatMessage("user", question))),
                maxTokens,
                sampling,
                List.of(),
                null,
                null);
    }

    static GenerationRequest stopping(String prompt, int maxTokens, String... stop) {
        return new GenerationRequest(new Prompt.Text(prompt), maxTokens, Sampling.GREEDY, List.of(stop), null, null);
    }
}
