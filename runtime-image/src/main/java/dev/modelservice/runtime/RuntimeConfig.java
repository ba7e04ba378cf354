package dev.modelservice.runtime;

import dev.modelservice.runtime.engine.Device;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Every setting of the runtime; {@code model-name} is {@code MODELSERVICE_RUNTIME_MODEL_NAME} in the environment. */
@ConfigMapping(prefix = "modelservice.runtime")
public interface RuntimeConfig {

    /** Where a model's files are by KServe's convention. */
    String USUAL_MODEL_DIRECTORY = "/mnt/models";

    /** The model's name in V2 paths. */
    @WithDefault("model")
    String modelName();

    /** The folder with the model's files. Only read. */
    @WithDefault(USUAL_MODEL_DIRECTORY)
    Path modelDirectory();

    /** The port of gRPC; 0 for any that is free. HTTP has {@code quarkus.http.port}. */
    @WithDefault("9000")
    int grpcPort();

    /** Seconds that accepted requests get to finish after SIGTERM; the pod's grace period must be longer. */
    @WithDefault("20")
    int drainSeconds();

    /**
     * Milliseconds without a new request before a draining process stops: Kubernetes sends requests for a moment after
     * SIGTERM, because endpoints are removed at the same time and not before.
     */
    @WithDefault("2000")
    int drainQuietMillis();

    /** Bytes of one request's body; more is answered with 413 before it is read. */
    @WithDefault("33554432")
    int maxRequestBytes();

    /** Seconds within which a request's body must be here; a slower one is answered with 408. */
    @WithDefault("60")
    int maxBodySeconds();

    /**
     * Bytes that all requests which are here may take together, with what becomes of them and their answers; when absent,
     * half of the heap, and at least one body.
     */
    OptionalLong maxHeldBytes();

    /**
     * Batches at the same time; when absent, two where requests are joined, so that one is prepared and answered while another
     * runs, and otherwise one per CPU of the container.
     */
    OptionalInt maxConcurrency();

    /** Accepted requests that may wait for their turn; one more is answered with 429. */
    @WithDefault("256")
    int maxQueue();

    /** Rows that run together at the most; when absent, what is good for the model. */
    OptionalInt maxBatchRows();

    /** Work that runs together at the most, in tokens for a text model; when absent, what is good for the model. */
    OptionalLong maxBatchUnits();

    /** Microseconds that a request is kept from a free engine so that others may join it; 0 never adds a wait. */
    @WithDefault("0")
    int maxBatchWaitMicros();

    /** Seconds that a request may wait for its turn before it is given up with 503. */
    @WithDefault("30")
    int maxWaitSeconds();

    /** Seconds after which the client of a stream that waits for its turn is told that it does, again and again. */
    @WithDefault("15")
    int streamKeepAliveSeconds();

    /** Seconds after which an inference that has not ended makes liveness fail, so that the pod is restarted. */
    @WithDefault("300")
    int stuckAfterSeconds();

    /** Threads of the engine within one inference; when absent, one per CPU of the container. */
    OptionalInt intraOpThreads();

    /** What computes ONNX models: {@code cpu}, {@code cuda}, or {@code auto} for a GPU where there is one. */
    @WithDefault("auto")
    Device device();

    /** The folder of llama.cpp's libraries, which models in GGUF files need: those for processors, or those for a GPU. */
    @WithDefault("/opt/llama")
    Path llamaLibraryDirectory();

    /**
     * Tokens that a prompt and its answer may have together; when absent, as many as the model was trained with, at most 4096,
     * and fewer where the memory would not do.
     */
    OptionalInt contextTokens();

    /** Texts that are written at once; for each the memory for a whole context is kept. */
    @WithDefault("8")
    int maxTexts();

    /** Tokens that one step of writing may read and write, for all texts together. */
    @WithDefault("512")
    int maxStepTokens();

    /** Layers of a GGUF model that a GPU computes; 0 for none, below 0 for all of them. */
    @WithDefault("0")
    int gpuLayers();

    /** Where Kubernetes reads why a container ended. */
    @WithDefault("/dev/termination-log")
    Path terminationLog();
}
