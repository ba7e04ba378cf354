package dev.modelservice.runtime.engine.llama.binding;

import dev.modelservice.runtime.engine.InvalidModelException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** llama.cpp, loaded from a folder. A process loads it once; opening the same folder again finds what is loaded. */
public final class LlamaLibrary {

    /** Of llama.cpp; the package is {@code @node-llama-cpp} 3.22.1. */
    private static final String VERSION = "0.5.0";

    private final NativeLog log = NativeLog.OF_PROCESS;
    private final BackendCalls backends;
    private final ModelCalls models;
    private final VocabularyCalls vocabularies;
    private final ContextCalls contexts;
    private final SamplerCalls samplers;

    private LlamaLibrary(SymbolLookup symbols) {
        this.backends = new BackendCalls(symbols);
        this.models = new ModelCalls(symbols);
        this.vocabularies = new VocabularyCalls(symbols);
        this.contexts = new ContextCalls(symbols);
        this.samplers = new SamplerCalls(symbols);
    }

    /**
     * Loads the libraries of a folder.
     *
     * @throws InvalidModelException if there are none, or not those of the version that this class was written for
     */
    @SuppressWarnings("restricted")
    public static LlamaLibrary open(Path folder) throws InvalidModelException {
        Path file = libraryIn(folder);
        try {
            SymbolLookup symbols = SymbolLookup.libraryLookup(file, Arena.global());
            LlamaLibrary library = new LlamaLibrary(symbols);
            library.begin(folder);
            return library;
        } catch (IllegalArgumentException e) {
            throw new InvalidModelException(file + " cannot be loaded: " + e.getMessage(), e);
        } catch (MissingFunctionException e) {
            throw otherVersion(file, String.valueOf(e.getMessage()));
        }
    }

    private static Path libraryIn(Path folder) throws InvalidModelException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> {
                        String name = file.getFileName().toString();
                        return name.startsWith("libllama.") && name.contains(".so");
                    })
                    .sorted()
                    .findFirst()
                    .orElseThrow(() -> missing(folder));
        } catch (IOException e) {
            throw missing(folder);
        }
    }

    private static InvalidModelException missing(Path folder) {
        return new InvalidModelException(
                "the libraries of llama.cpp, which run GGUF models, are not in %s; modelservice.runtime.llama-library-directory names their folder"
                        .formatted(folder));
    }

    private static InvalidModelException otherVersion(Path file, String difference) {
        return new InvalidModelException(
                "%s is not llama.cpp %s, for which this runtime was built: %s".formatted(file, VERSION, difference));
    }

    private void begin(Path folder) throws InvalidModelException {
        String version = backends.version();
        if (!version.contains(VERSION)) {
            throw otherVersion(folder, "it calls itself '" + version + "'");
        }
        try (Arena arena = Arena.ofConfined()) {
            if (!ModelParameters.match(models.defaults(arena)) || !ContextParameters.match(contexts.defaults(arena))) {
                throw otherVersion(folder, "its default settings are others, or lie elsewhere");
            }
            backends.logTo(log.pointer());
            if (backends.devices() == 0) {
                backends.loadBackends(arena.allocateFrom(folder.toString()));
                backends.init();
            }
        }
        if (devices().stream().noneMatch(device -> device.kind() == Device.Kind.CPU)) {
            throw new InvalidModelException(
                    "of the libraries for processors in %s (libggml-cpu-….so), none suits this machine"
                            .formatted(folder));
        }
    }

    /** What can compute on this machine. */
    public List<Device> devices() {
        return LongStream.range(0, backends.devices())
                .mapToObj(backends::device)
                .toList();
    }

    /**
     * Loads a model.
     *
     * @param gpuLayers layers that a GPU computes; below 0 for all
     * @throws InvalidModelException with the library's own words
     */
    public LlamaModel load(Path file, int gpuLayers) throws InvalidModelException {
        log.takeErrors();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment parameters = models.defaults(arena);
            ModelParameters.gpuLayers(parameters, gpuLayers);
            MemorySegment model = models.load(arena.allocateFrom(file.toString()), parameters);
            if (model.equals(MemorySegment.NULL)) {
                throw new InvalidModelException("%s cannot be loaded: %s".formatted(file, why()));
            }
            if (!models.isGenerative(model)) {
                models.free(model);
                throw new InvalidModelException(
                        file + " is not a model that goes on from a text: it translates, embeds, or fills in");
            }
            return new LlamaModel(this, model);
        }
    }

    /**
     * Makes room for a model to work in.
     *
     * @throws InvalidModelException if there is not the memory for it
     */
    public LlamaContext context(LlamaModel model, ContextShape shape) throws InvalidModelException {
        log.takeErrors();
        MemorySegment abort = LlamaContext.abortFlag();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment parameters = contexts.defaults(arena);
            ContextParameters.number(
                    parameters, "n_ctx", Math.multiplyExact(shape.sequences(), shape.tokensPerSequence()));
            ContextParameters.number(parameters, "n_batch", shape.batchTokens());
            ContextParameters.number(parameters, "n_ubatch", shape.batchTokens());
            ContextParameters.number(parameters, "n_seq_max", shape.sequences());
            // One token of each sequence has output; room for more would be a vocabulary's width for every token of a
            // step.
            ContextParameters.number(parameters, "n_outputs_max", shape.sequences());
            ContextParameters.number(parameters, "n_threads", shape.threads());
            ContextParameters.number(parameters, "n_threads_batch", shape.threads());
            ContextParameters.flag(parameters, "offload_kqv", shape.gpu());
            ContextParameters.flag(parameters, "op_offload", shape.gpu());
            ContextParameters.pointer(parameters, "abort_callback", LlamaContext.abortQuestion());
            ContextParameters.pointer(parameters, "abort_callback_data", abort);
            MemorySegment context = contexts.create(model.address(), parameters);
            if (context.equals(MemorySegment.NULL)) {
                throw new InvalidModelException("%d sequences of %d tokens cannot be held: %s"
                        .formatted(shape.sequences(), shape.tokensPerSequence(), why()));
            }
            if (contexts.memory(context).equals(MemorySegment.NULL)) {
                contexts.free(context);
                throw new InvalidModelException(
                        "the model keeps nothing of a text that it could go on from: it embeds texts");
            }
            return new LlamaContext(contexts, samplers, context, abort, shape.batchTokens(), model.words());
        }
    }

    private String why() {
        List<String> errors = log.takeErrors();
        return errors.isEmpty() ? "the library does not say why" : String.join("; ", errors);
    }

    ModelCalls models() {
        return models;
    }

    VocabularyCalls vocabularies() {
        return vocabularies;
    }

    SamplerCalls samplers() {
        return samplers;
    }
}
