package dev.modelservice.runtime.model;

import java.util.List;

/**
 * What anyone may ask about this server.
 *
 * @param extensions of V2 that it speaks, under the names that V2 gives them
 */
public record ServerMetadata(String name, String version, List<String> extensions) {

    /** Where a client asks for what this server does not do on purpose. */
    public static final String ONE_MODEL =
            "one process of this server serves one model, so models are neither loaded nor unloaded on request";

    public ServerMetadata {
        extensions = List.copyOf(extensions);
    }

    /** This server in some version. */
    public static ServerMetadata ofVersion(String version) {
        return new ServerMetadata(
                "modelservice-runtime", version, List.of("binary_tensor_data", "model_repository", "statistics"));
    }
}
