package dev.modelservice.operator.choice;

import dev.modelservice.api.kserve.ServingRuntimeSpec;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A protocol of inference; KServe prefers an earlier one to a later one where nothing is said. */
public enum Protocol {
    V1("v1", 1, false),
    V2("v2", 2, false),
    GRPC_V1("grpc-v1", 3, true),
    GRPC_V2("grpc-v2", 4, true),
    OPENAI("openai", Protocol.LAST, false);

    private static final int LAST = 5;

    private final String value;
    private final int rank;
    private final boolean grpc;

    Protocol(String value, int rank, boolean grpc) {
        this.value = value;
        this.rank = rank;
        this.grpc = grpc;
    }

    /** As written in manifests. */
    public String value() {
        return value;
    }

    /** Whether it travels over gRPC; the others are HTTP. */
    public boolean isGrpc() {
        return grpc;
    }

    /** The same requests over HTTP. */
    public Protocol overHttp() {
        return switch (this) {
            case GRPC_V1 -> V1;
            case GRPC_V2 -> V2;
            case V1, V2, OPENAI -> this;
        };
    }

    /** The one of this name, if we know it. */
    public static Optional<Protocol> of(@Nullable String value) {
        return Arrays.stream(values())
                .filter(protocol -> protocol.value.equals(value))
                .findFirst();
    }

    /** Those that a runtime says it speaks, and that we know. */
    static Set<Protocol> spoken(ServingRuntimeSpec spec) {
        var spoken = EnumSet.noneOf(Protocol.class);
        spec.protocolVersions().forEach(value -> of(value).ifPresent(spoken::add));
        return spoken;
    }

    /** The one that KServe would take: it takes a runtime that says nothing for one of V1. */
    static Protocol first(ServingRuntimeSpec spec) {
        return spoken(spec).stream().findFirst().orElse(V1);
    }

    /** The place of a runtime in KServe's order: by the first protocol that it speaks, and last if it says nothing. */
    static int rank(ServingRuntimeSpec spec) {
        return spoken(spec).stream().findFirst().map(protocol -> protocol.rank).orElse(LAST);
    }

    /** Whether a runtime speaks it; one that says nothing speaks all. KServe has no word for OpenAI's. */
    boolean isSpokenBy(ServingRuntimeSpec spec) {
        return this == OPENAI
                || spec.protocolVersions().isEmpty()
                || spec.protocolVersions().contains(value);
    }
}
