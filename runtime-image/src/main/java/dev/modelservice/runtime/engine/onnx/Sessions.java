package dev.modelservice.runtime.engine.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import dev.modelservice.runtime.engine.Device;
import dev.modelservice.runtime.engine.EngineOptions;
import dev.modelservice.runtime.engine.InvalidModelException;
import java.nio.file.Path;
import org.jboss.logging.Logger;

/** Opens model files with the settings that suit a server in a container. */
final class Sessions {

    private static final Logger LOG = Logger.getLogger(Sessions.class);
    private static final int FIRST_GPU = 0;

    private Sessions() {}

    /** A session, and what computes for it. */
    record Opened(OrtSession session, Device device) {}

    /**
     * Opens a file.
     *
     * @param shapesVary whether hardly any two runs will have inputs of the same shape
     */
    static Opened open(Path file, EngineOptions options, boolean shapesVary) throws InvalidModelException {
        OrtEnvironment environment = environment();
        try (OrtSession.SessionOptions settings = new OrtSession.SessionOptions()) {
            settings.setIntraOpNumThreads(options.intraOpThreads());
            settings.setInterOpNumThreads(1);
            // Spinning threads eat the CPU quota of a container, and then everything waits for the next period.
            settings.addConfigEntry("session.intra_op.allow_spinning", "0");
            // A plan of the memory is kept for every shape that ever came, which takes more than it gives where they
            // vary.
            settings.setMemoryPatternOptimization(!shapesVary);
            Device device = computeOn(options.device(), settings);
            return new Opened(environment.createSession(file.toString(), settings), device);
        } catch (OrtException e) {
            throw new InvalidModelException(
                    OpeningProblem.explain(file, environment.getVersion(), String.valueOf(e.getMessage())), e);
        }
    }

    /** The library, loaded at the first call. */
    static OrtEnvironment environment() {
        Telemetry.forbid();
        OrtEnvironment environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "runtime");
        LOG.debugf("ONNX Runtime %s is loaded", environment.getVersion());
        return environment;
    }

    private static Device computeOn(Device wanted, OrtSession.SessionOptions settings) throws InvalidModelException {
        if (wanted == Device.CPU) {
            return Device.CPU;
        }
        if (!OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA)) {
            if (wanted == Device.CUDA) {
                throw new InvalidModelException(
                        "CUDA was asked for, but the ONNX Runtime of this image is built without it; expected the runtime's image for CUDA, or modelservice.runtime.device=auto");
            }
            return Device.CPU;
        }
        try {
            settings.addCUDA(FIRST_GPU);
            return Device.CUDA;
        } catch (OrtException e) {
            String problem = OpeningProblem.withoutSourceLines(String.valueOf(e.getMessage()));
            if (wanted == Device.CUDA) {
                throw new InvalidModelException(
                        "CUDA was asked for, but cannot be used: expected a GPU of NVIDIA's in this container, its driver, and the libraries of CUDA and cuDNN; ONNX Runtime says: "
                                + problem,
                        e);
            }
            LOG.warnf("CUDA cannot be used, so the CPUs compute: %s", problem);
            return Device.CPU;
        }
    }
}
