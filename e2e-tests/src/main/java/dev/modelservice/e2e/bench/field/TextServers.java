package dev.modelservice.e2e.bench.field;

import dev.modelservice.e2e.bench.figures.Figure;
import dev.modelservice.e2e.bench.servers.Server;
import dev.modelservice.e2e.bench.servers.Tools;
import dev.modelservice.e2e.cluster.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Ours, and llama.cpp on the same file without us: by its Python and by its Node binding. */
public final class TextServers {
    private static final String MODEL = "smollm2";

    private TextServers() {}

    /**
     * @param path where it takes completions
     * @param model as requests name it
     */
    public record Candidate(String name, Supplier<Server> server, String path, String model) {}

    public static List<Candidate> all(int threads, int streams, Path folder) {
        return List.of(
                new Candidate(Figure.OURS, () -> ours(streams, folder), "/v1/completions", MODEL),
                new Candidate("llama-cpp-python 0.3.36", () -> llamaCppPython(threads), "/v1/completions", MODEL),
                new Candidate("node-llama-cpp 3.22.1", () -> node(threads, streams), "/v1/completions", MODEL));
    }

    private static Server ours(int streams, Path folder) {
        return Ours.serving(MODEL, modelFolder(folder))
                .server(Map.of("MODELSERVICE_RUNTIME_MAX_SEQUENCES", Integer.toString(streams)));
    }

    /** It answers one request at a time, however many come. */
    private static Server llamaCppPython(int threads) {
        int port = Ports.free();
        return new Server(
                "llama-cpp-python 0.3.36",
                List.of(
                        Tools.python("llama-cpp-python"),
                        "-m",
                        "llama_cpp.server",
                        "--model=" + Tools.languageModel(),
                        "--model_alias=" + MODEL,
                        "--n_ctx=1024",
                        "--n_threads=" + threads,
                        "--n_threads_batch=" + threads,
                        "--interrupt_requests=false",
                        "--host=127.0.0.1",
                        "--port=" + port),
                Map.of(),
                URI.create("http://127.0.0.1:%d/v1/models".formatted(port)));
    }

    private static Server node(int threads, int streams) {
        int port = Ports.free();
        return new Server(
                "node-llama-cpp 3.22.1",
                List.of(
                        "node",
                        Tools.node().resolve("llama_server.mjs").toString(),
                        Tools.languageModel().toString(),
                        Integer.toString(threads),
                        Integer.toString(streams),
                        Integer.toString(port)),
                Map.of(),
                URI.create("http://127.0.0.1:%d/".formatted(port)));
    }

    /** A folder with nothing but the model, as the runtime wants it. */
    private static Path modelFolder(Path folder) {
        Path own = folder.resolve(MODEL);
        Path model = own.resolve("model.gguf");
        try {
            Files.createDirectories(own);
            if (!Files.exists(model)) {
                Files.copy(Tools.languageModel(), model);
            }
            return own;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot copy the model", e);
        }
    }
}
