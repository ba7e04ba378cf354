package dev.modelservice.runtime.engine.onnx;

import dev.modelservice.runtime.engine.Engine;
import dev.modelservice.runtime.engine.EngineFactory;
import dev.modelservice.runtime.engine.EngineOptions;
import dev.modelservice.runtime.engine.InvalidModelException;
import dev.modelservice.runtime.engine.onnx.proto.ModelHeader;
import dev.modelservice.runtime.engine.text.TextEngine;
import dev.modelservice.runtime.request.Signature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Opens {@code model.onnx}; with a {@code tokenizer.json} beside it, behind a text pipeline. */
public final class OnnxEngineFactory implements EngineFactory {

    @Override
    public String expects() {
        return "an ONNX model in model.onnx, with tokenizer.json beside it for a text model";
    }

    @Override
    public boolean recognises(Path folder) {
        return ModelFile.existsIn(folder);
    }

    @Override
    public void prepare() {
        Rehearsal.run();
    }

    @Override
    public Engine open(Path folder, EngineOptions options) throws InvalidModelException {
        Path file = ModelFile.in(folder);
        check(folder, file, options);
        boolean texts = TextEngine.isTextModel(folder);
        Sessions.Opened opened = Sessions.open(file, options, texts);
        OnnxEngine engine = engine(opened, file, options);
        try {
            if (texts) {
                return TextEngine.open(folder, engine, options.on(opened.device()));
            }
            TextEngine.refuseOtherTokenizers(folder, engine.signature());
            return engine;
        } catch (InvalidModelException | RuntimeException e) {
            engine.close();
            throw e;
        }
    }

    /** What can be refused before the file is opened, and before it takes any memory. */
    private static void check(Path folder, Path file, EngineOptions options) throws InvalidModelException {
        try {
            // What we cannot read is not left to ONNX Runtime, which might read it, and open any file that it names.
            ModelHeader header =
                    ModelHeader.read(file).orElseThrow(() -> new InvalidModelException(OpeningProblem.isNoModel(file)));
            long bytes = Files.size(file) + ExternalData.checked(folder, file, header.externalData());
            Optional<String> objection = options.memory().objection("the files of the model are", bytes);
            if (objection.isPresent()) {
                throw new InvalidModelException("%s does not fit: %s".formatted(file, objection.get()));
            }
        } catch (IOException e) {
            throw new InvalidModelException(file + " cannot be read: " + e, e);
        }
    }

    private static OnnxEngine engine(Sessions.Opened opened, Path file, EngineOptions options)
            throws InvalidModelException {
        Signature signature = Description.of(opened.session(), file);
        return new OnnxEngine(new NativeSession(opened.session(), signature), signature, options.maxBatchRows());
    }
}
