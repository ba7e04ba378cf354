package dev.modelservice.e2e.bench.proxies;

import dev.modelservice.e2e.bench.servers.Server;

/** A proxy that may take part, and where it listens. */
public record Proxy(Server server, int port) {
    public static final String GATEWAY = "ModelService gateway";
    public static final String ENVOY = "Envoy 1.40.0";
    public static final String LITELLM = "LiteLLM 1.108.7";

    public String name() {
        return server.name();
    }
}
