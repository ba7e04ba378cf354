package dev.modelservice.runtime.engine.llama;

import dev.modelservice.runtime.engine.EngineOptions;
import dev.modelservice.runtime.engine.GenerationOptions;
import dev.modelservice.runtime.engine.InvalidModelException;
import dev.modelservice.runtime.engine.llama.binding.ContextShape;
import dev.modelservice.runtime.engine.llama.binding.Device;
import dev.modelservice.runtime.engine.llama.binding.LlamaContext;
import dev.modelservice.runtime.engine.llama.binding.LlamaLibrary;
import dev.modelservice.runtime.engine.llama.binding.LlamaModel;
import dev.modelservice.runtime.engine.llama.gguf.ContextChoice;
import dev.modelservice.runtime.engine.llama.gguf.MemoryNeed;
import dev.modelservice.runtime.engine.llama.gguf.ModelShape;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** A model that is loaded, has room to work in, and has computed something already. */
record OpenedModel(LlamaModel model, LlamaContext context, int contextTokens) {

    private static final Logger LOG = Logger.getLogger(OpenedModel.class);
    private static final int WARM_UP_TOKENS = 8;

    static OpenedModel open(Path file, EngineOptions engine) throws InvalidModelException {
        GenerationOptions options = engine.generation();
        ModelShape shape = ModelShape.read(file);
        ContextChoice choice = choose(file, shape, options);
        LlamaLibrary library = LlamaLibrary.open(options.llamaLibraries());
        checkGpu(library.devices(), options);
        LlamaModel model = library.load(file, options.gpuLayers());
        try {
            LlamaContext context = library.context(
                    model,
                    new ContextShape(
                            options.texts(),
                            choice.tokens(),
                            options.stepTokens(),
                            engine.intraOpThreads(),
                            options.gpuLayers() != 0));
            LOG.infof(
                    "%s, of the architecture %s: %d texts of %d tokens at once, which takes %s",
                    file.getFileName(),
                    shape.architecture(),
                    options.texts(),
                    choice.tokens(),
                    choice.need().inWords());
            return new OpenedModel(model, warmedUp(context), Math.min(choice.tokens(), context.tokensPerSequence()));
        } catch (InvalidModelException | RuntimeException e) {
            model.close();
            throw e;
        }
    }

    private static ContextChoice choose(Path file, ModelShape shape, GenerationOptions options)
            throws InvalidModelException {
        return ContextChoice.choose(
                        shape,
                        options.contextTokens(),
                        GenerationOptions.DEFAULT_CONTEXT_TOKENS,
                        options.texts(),
                        options.stepTokens(),
                        options.memoryBytes())
                .orElseThrow(() -> {
                    int tokens = options.contextTokens().orElse(Math.min(512, shape.trainedContext()));
                    MemoryNeed need = MemoryNeed.of(shape, options.texts(), tokens, options.stepTokens());
                    return new InvalidModelException(
                            "%s does not fit: with %d texts of %d tokens at once it needs %s, and there are %d MiB"
                                    .formatted(
                                            file,
                                            options.texts(),
                                            tokens,
                                            need.inWords(),
                                            options.memoryBytes().orElse(0) >> 20));
                });
    }

    private static void checkGpu(List<Device> devices, GenerationOptions options) throws InvalidModelException {
        if (options.gpuLayers() != 0 && devices.stream().noneMatch(Device::isGpu)) {
            throw new InvalidModelException(
                    "a GPU is asked for (gpu layers: %d), but the libraries in %s find none; they find: %s"
                            .formatted(
                                    options.gpuLayers(),
                                    options.llamaLibraries(),
                                    devices.stream().map(Device::description).collect(Collectors.joining(", "))));
        }
    }

    /** Computes a prompt and then a single token, which go different ways through the library. */
    private static LlamaContext warmedUp(LlamaContext context) throws InvalidModelException {
        boolean works = compute(context, 0, context.room()) && compute(context, 1, 1);
        context.keep(0, 0);
        if (!works) {
            context.close();
            throw new InvalidModelException("the model is loaded, but nothing can be computed with it");
        }
        return context;
    }

    private static boolean compute(LlamaContext context, int from, int tokens) {
        context.keep(0, from);
        context.batch().clear();
        for (int i = 0; i < Math.min(tokens, WARM_UP_TOKENS); i++) {
            context.batch().add(0, from + i, 0, i == 0);
        }
        return context.decode() == LlamaContext.Outcome.DONE && context.hasOutput(0);
    }
}
