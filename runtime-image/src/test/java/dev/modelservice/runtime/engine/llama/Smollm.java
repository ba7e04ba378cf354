package dev.modelservice.runtime.engine.llama;

import java.nio.file.Path;

/** The model that the tests run. */
final class Smollm {

    static final Path LIBRARIES = Path.of("target/llama");
    static final Path FILE = Path.of("target/models/smollm2/SmolLM2-135M-Instruct.Q4_1.gguf");

    private Smollm() {}
}
