package dev.modelservice.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.modelservice.runtime.engine.Engine;
import dev.modelservice.runtime.engine.EngineFactory;
import dev.modelservice.runtime.engine.EngineOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class HeadstartTest {

    private static final Path FOLDER = Path.of("/somewhere");

    private final List<String> prepared = new ArrayList<>();

    @Test
    void looksWhereTheEnvironmentSaysOrWhereModelsUsuallyLie() {
        assertThat(Headstart.of(Map.of("MODELSERVICE_RUNTIME_MODEL_DIRECTORY", "/somewhere")::get)
                        .folder())
                .isEqualTo(FOLDER);
        assertThat(Headstart.of(Map.<String, String>of()::get).folder()).isEqualTo(Path.of("/mnt/models"));
    }

    @Test
    void preparesTheEngineThatOpensTheModelAndNoOther() {
        List<EngineFactory> engines = List.of(
                new Named("other", false, () -> {}),
                new Named("meant", true, () -> {}),
                new Named("later", true, () -> {}));

        new Headstart(FOLDER, engines).run();

        assertThat(prepared).containsExactly("meant");
    }

    @Test
    void leavesWhatGoesWrongToTheOpening() {
        EngineFactory broken = new Named("broken", true, () -> {
            throw new UnsatisfiedLinkError("no such library");
        });

        assertThatCode(() -> new Headstart(FOLDER, List.of(broken)).run()).doesNotThrowAnyException();
        assertThat(prepared).containsExactly("broken");
    }

    private final class Named implements EngineFactory {
        private final String name;
        private final boolean recognises;
        private final Runnable work;

        Named(String name, boolean recognises, Runnable work) {
            this.name = name;
            this.recognises = recognises;
            this.work = work;
        }

        @Override
        public String expects() {
            return name;
        }

        @Override
        public boolean recognises(Path folder) {
            return recognises && folder.equals(FOLDER);
        }

        @Override
        public void prepare() {
            prepared.add(name);
            work.run();
        }

        @Override
        public Engine open(Path folder, EngineOptions options) {
            throw new AssertionError("a head start opens no model");
        }
    }
}
