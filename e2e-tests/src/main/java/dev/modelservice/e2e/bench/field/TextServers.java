package dev.modelservice.e2e.bench.field;

import dev.modelservice.e2e.bench.figures.Figure;
import dev.modelservice.e2e.bench.servers.Server;
import dev.modelservice.e2e.bench.servers.Tools;
import dev.modelservice.e2e.cluster.Ports;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Ours, and llama.cpp on the same file without us: by its Python and by its Node binding. */
public final class TextServers {
    private static final String MODEL = "smollm2";
    private static final int CONTEXT = 1024;

    private TextServers() {}

    /**
     * @param path where it takes completions; with the address, if that is not the one where it is ready
     * @param model as requests name it
     */
    public record Candidate(String name, Supplier<Server> server, String path, String model) {}

    public static List<Candidate> all(int threads, int streams) {
        var ours = Ours.serving(MODEL, Tools.languageModel());
        // It is ready at another port than it serves at.
        String path = "http://127.0.0.1:%d/v1/completions".formatted(ours.http());
        return List.of(
                new Candidate(Figure.OURS, () -> ours(ours, streams), path, MODEL),
                new Candidate("llama-cpp-python 0.3.36", () -> llamaCppPython(threads), "/v1/completions", MODEL),
                new Candidate("node-llama-cpp 3.22.1", () -> node(threads, streams), "/v1/completions", MODEL));
    }

    private static Server ours(Ours ours, int streams) {
        return ours.server(Map.of(
                "MODELSERVICE_RUNTIME_LLAMA_LIBRARY_DIRECTORY",
                Tools.llamaLibraries().toString(),
                "MODELSERVICE_RUNTIME_MAX_TEXTS",
                Integer.toString(streams),
                "MODELSERVICE_RUNTIME_CONTEXT_TOKENS",
                Integer.toString(CONTEXT)));
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
                        "--model=" + file(),
                        "--model_alias=" + MODEL,
                        "--n_ctx=" + CONTEXT,
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
                        file(),
                        Integer.toString(threads),
                        Integer.toString(streams),
                        Integer.toString(CONTEXT),
                        Integer.toString(port)),
                Map.of(),
                URI.create("http://127.0.0.1:%d/".formatted(port)));
    }

    private static String file() {
        return Tools.languageModel().resolve("SmolLM2-135M-Instruct.Q4_1.gguf").toString();
    }
}
