package dev.modelservice.runtime.engine.llama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.modelservice.runtime.engine.Engine;
import dev.modelservice.runtime.engine.EngineFactory;
import dev.modelservice.runtime.engine.InvalidModelException;
import dev.modelservice.runtime.engine.Prepared;
import dev.modelservice.runtime.request.DataType;
import dev.modelservice.runtime.request.Elements;
import dev.modelservice.runtime.request.RejectedException;
import dev.modelservice.runtime.request.Shape;
import dev.modelservice.runtime.request.Task;
import dev.modelservice.runtime.request.Tensor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LlamaEngineTest {

    private final EngineFactory factory = ServiceLoader.load(EngineFactory.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(LlamaEngineFactory.class::isInstance)
            .findFirst()
            .orElseThrow();

    @Test
    void writesTextsAndAnswersTensorsOfTexts() throws Exception {
        assertThat(factory.recognises(Smollm.FOLDER)).isTrue();
        try (Engine engine = factory.open(Smollm.FOLDER, Smollm.options(2, 2))) {
            assertThat(engine.generator()).isPresent();
            assertThat(engine.task()).isEqualTo(Task.GENERATION);
            Prepared one = engine.prepare(List.of(prompts("The capital of France is")), List.of("text"));
            Prepared two = engine.prepare(List.of(prompts("One, two, three,", "Water boils at")), List.of("text"));
            List<Tensor> answers = new ArrayList<>();

            engine.run(List.of(one, two), (_, outputs) -> answers.addAll(outputs));

            assertThat(two.weight().rows()).isEqualTo(2);
            assertThat(answers.get(0).texts()).hasSize(1).first().asString().contains("Paris");
            assertThat(answers.get(1).texts()).hasSize(2).first().asString().contains("four");
            assertThatExceptionOfType(RejectedException.class)
                    .isThrownBy(() -> engine.prepare(List.of(prompts("")), List.of("text")))
                    .withMessage("the prompt is empty");
        }
    }

    @Test
    void saysWhichFolderItDoesNotKnow(@TempDir Path folder) throws Exception {
        assertThat(factory.recognises(folder)).isFalse();
        assertThat(factory.recognises(folder.resolve("nowhere"))).isFalse();
        Files.createFile(folder.resolve("a-00001-of-00003.gguf"));

        assertThat(factory.recognises(folder)).isTrue();
        assertThatExceptionOfType(InvalidModelException.class)
                .isThrownBy(() -> factory.open(folder, Smollm.options(1, 0)))
                .withMessageContaining("of which a-00002-of-00003.gguf is missing");
    }

    private static Tensor prompts(String... texts) {
        return new Tensor("prompt", DataType.BYTES, Shape.of(texts.length), new Elements.Texts(List.of(texts)));
    }
}
