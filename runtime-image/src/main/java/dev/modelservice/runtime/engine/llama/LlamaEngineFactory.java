package dev.modelservice.runtime.engine.llama;

import dev.modelservice.runtime.engine.Engine;
import dev.modelservice.runtime.engine.EngineFactory;
import dev.modelservice.runtime.engine.EngineOptions;
import dev.modelservice.runtime.engine.InvalidModelException;
import dev.modelservice.runtime.engine.llama.gguf.GgufFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Opens a folder's GGUF model, in one file or in parts. */
public final class LlamaEngineFactory implements EngineFactory {

    @Override
    public String expects() {
        return "a language model in one .gguf file, or in the numbered parts of one";
    }

    @Override
    public boolean recognises(Path folder) {
        try {
            return names(folder).stream().anyMatch(GgufFiles::isGguf);
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public Engine open(Path folder, EngineOptions options) throws InvalidModelException {
        try {
            Path file = folder.resolve(GgufFiles.among(names(folder)).first());
            return new LlamaEngine(
                    LlamaGenerator.open(file, options), options.generation().texts());
        } catch (IOException e) {
            throw new InvalidModelException(folder + " cannot be read: " + e, e);
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
