package dev.modelservice.runtime.engine.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import dev.modelservice.runtime.engine.Engine;
import dev.modelservice.runtime.engine.EngineFactory;
import dev.modelservice.runtime.engine.EngineOptions;
import dev.modelservice.runtime.engine.InvalidModelException;
import dev.modelservice.runtime.engine.TensorEngine;
import dev.modelservice.runtime.engine.text.TextEngine;
import dev.modelservice.runtime.request.Signature;
import java.nio.file.Path;

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
    public Engine open(Path folder, EngineOptions options) throws InvalidModelException {
        Path file = ModelFile.in(folder);
        Telemetry.forbid();
        TensorEngine engine = openFile(file, options);
        return TextEngine.isTextModel(folder) ? TextEngine.open(folder, engine, options) : engine;
    }

    private static OnnxEngine openFile(Path file, EngineOptions options) throws InvalidModelException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "runtime");
        try (OrtSession.SessionOptions settings = new OrtSession.SessionOptions()) {
            settings.setIntraOpNumThreads(options.intraOpThreads());
            settings.setInterOpNumThreads(1);
            // Spinning threads eat the CPU quota of a container, and then everything waits for the next period.
            settings.addConfigEntry("session.intra_op.allow_spinning", "0");
            OrtSession session = environment.createSession(file.toString(), settings);
            Signature signature = Description.of(session, file);
            return new OnnxEngine(new NativeSession(session, signature), signature, options.maxBatchRows());
        } catch (OrtException e) {
            throw new InvalidModelException(
                    OpeningProblem.explain(file, environment.getVersion(), String.valueOf(e.getMessage())), e);
        }
    }
}
