package dev.modelservice.operator.resources;

import dev.modelservice.operator.choice.Protocol;
import dev.modelservice.operator.choice.Serving;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The ports at which a model is asked.
 *
 * @param http null: it is not asked over HTTP; so for {@code grpc}
 */
public record ServingPorts(@Nullable Integer http, @Nullable Integer grpc) {

    /** Where KServe's contract has them, and where ours has them. */
    private static final int HTTP = 8080;

    private static final int GRPC = 9000;

    /** What is said where nothing is known yet. */
    public static final ServingPorts HTTP_ONLY = new ServingPorts(HTTP, null);

    /** The ports of the program that serves. */
    public static ServingPorts of(Serving serving) {
        return switch (serving) {
            case Serving.Ours _ -> new ServingPorts(HTTP, GRPC);
            case Serving.Image image -> ofImage(image);
            case Serving.Kserve kserve -> ofKserve(kserve);
        };
    }

    /** As a container declares them: by our names, whatever the runtime calls them, so that one NetworkPolicy fits all. */
    List<ContainerPort> declared() {
        var ports = new ArrayList<ContainerPort>();
        if (http != null) {
            ports.add(port(Names.HTTP_PORT, http));
        }
        if (grpc != null) {
            ports.add(port(Names.GRPC_PORT, grpc));
        }
        return ports;
    }

    static ContainerPort port(String name, int number) {
        return new ContainerPortBuilder()
                .withName(name)
                .withContainerPort(number)
                .withProtocol("TCP")
                .build();
    }

    private static ServingPorts ofImage(Serving.Image image) {
        var port = image.runtime().port();
        return Protocol.of(image.runtime().protocol()).filter(Protocol::isGrpc).isPresent()
                ? new ServingPorts(null, port == null ? GRPC : port)
                : new ServingPorts(port == null ? HTTP : port, null);
    }

    // KServe's runtimes need not declare their ports; it knows those for gRPC by their names.
    private static ServingPorts ofKserve(Serving.Kserve kserve) {
        var declared = kserve.container().getPorts();
        var http = first(declared, port -> !isGrpc(port));
        var grpc = first(declared, ServingPorts::isGrpc);
        return new ServingPorts(
                http == null && speaksHttp(kserve) ? Integer.valueOf(HTTP) : http,
                grpc == null && kserve.protocol().isGrpc() ? Integer.valueOf(GRPC) : grpc);
    }

    private static @Nullable Integer first(List<ContainerPort> ports, Predicate<ContainerPort> which) {
        return ports.stream()
                .filter(port -> port.getProtocol() == null || port.getProtocol().equals("TCP"))
                .filter(which)
                .map(ContainerPort::getContainerPort)
                .findFirst()
                .orElse(null);
    }

    private static boolean isGrpc(ContainerPort port) {
        return port.getName() != null
                && (port.getName().contains("grpc") || port.getName().contains("h2c"));
    }

    private static boolean speaksHttp(Serving.Kserve kserve) {
        return !kserve.protocol().isGrpc() || kserve.spoken().stream().anyMatch(protocol -> !protocol.isGrpc());
    }
}
