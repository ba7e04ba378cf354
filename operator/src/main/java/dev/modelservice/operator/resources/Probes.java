package dev.modelservice.operator.resources;

import static java.util.Objects.requireNonNull;

import dev.modelservice.operator.choice.Protocol;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import java.util.Optional;

/** How the kubelet asks whether a model is ready: by the protocol in which the model answers, never by an open port alone. */
final class Probes {

    private static final int TIMEOUT_SECONDS = 5;

    private Probes() {}

    /** Passes as soon as the model is loaded; a container that is not ready within {@code seconds} is started anew. */
    static Probe startup(Probe ready, int seconds) {
        return repeated(ready, 1, seconds);
    }

    static Probe readiness(Probe ready) {
        return repeated(ready, 2, 1);
    }

    static Probe liveness(Probe live) {
        return repeated(live, 10, 3);
    }

    static Probe http(String path, String port) {
        return new ProbeBuilder()
                .withNewHttpGet()
                .withPath(path)
                .withPort(new IntOrString(port))
                .endHttpGet()
                .build();
    }

    /** grpc.health.v1: the only gRPC that a kubelet speaks. */
    static Probe grpc(int port) {
        return new ProbeBuilder().withNewGrpc().withPort(port).endGrpc().build();
    }

    /**
     * Whether the model is ready, in its protocol.
     *
     * @param told what the server was told to call the model; empty: it chose a name itself, and is asked about all it has
     * @param name what we call the model
     */
    static Probe byProtocol(Protocol protocol, Optional<String> told, String name, ServingPorts ports) {
        return switch (protocol) {
            case V1 -> http("/v1/models/" + told.orElse(name), Names.HTTP_PORT);
            case V2 ->
                http(told.map(model -> "/v2/models/" + model + "/ready").orElse("/v2/health/ready"), Names.HTTP_PORT);
            case OPENAI -> http("/v1/models", Names.HTTP_PORT);
            case GRPC_V1, GRPC_V2 -> grpc(requireNonNull(ports.grpc()));
        };
    }

    private static Probe repeated(Probe probe, int periodSeconds, int failures) {
        return new ProbeBuilder(probe)
                .withPeriodSeconds(periodSeconds)
                .withTimeoutSeconds(TIMEOUT_SECONDS)
                .withFailureThreshold(failures)
                .build();
    }
}
