package dev.modelservice.e2e.bench.servers;

import dev.modelservice.e2e.cluster.Output;
import dev.modelservice.e2e.cluster.Repository;
import java.nio.file.Path;
import java.util.List;

/** What servers are started with: Python environments and Node packages, installed at the first use. */
public final class Tools {
    private static final Path BENCH = Repository.root().resolve("e2e-tests/src/bench");

    private Tools() {}

    /** The Python with the packages that one kind of server wants. */
    public static String python(String environment) {
        String requirements =
                BENCH.resolve("requirements").resolve(environment + ".txt").toString();
        return script("scripts/python-env", environment, requirements) + "/bin/python";
    }

    /** A file of the servers that are ours to write. */
    public static String peer(String file) {
        return BENCH.resolve("peers").resolve(file).toString();
    }

    /** The folder of the Node server with its packages. */
    public static Path node() {
        return Path.of(script("e2e-tests/src/bench/peers/node/install"));
    }

    /** The folder of the language model, out of the package that ships it. */
    public static Path languageModel() {
        return Path.of(script("images/model-smollm2"));
    }

    /** The folder of llama.cpp's libraries, as our runtime wants it. */
    public static Path llamaLibraries() {
        return Path.of(script("images/llama-libraries"));
    }

    /** A program of a Debian package, installed where it is missing. */
    public static void debian(String... packages) {
        for (String name : packages) {
            script("e2e-tests/src/bench/debian", name);
        }
    }

    private static String script(String path, String... arguments) {
        var command = new java.util.ArrayList<>(
                List.of(Repository.root().resolve(path).toString()));
        command.addAll(List.of(arguments));
        return Output.of(command, System.err::println).strip();
    }
}
