package dev.modelservice.runtime.grpc;

import dev.modelservice.runtime.request.Rejection;

/** How a call ended, under gRPC's names and numbers. */
enum GrpcStatus {
    OK(0),
    INVALID_ARGUMENT(3),
    DEADLINE_EXCEEDED(4),
    NOT_FOUND(5),
    RESOURCE_EXHAUSTED(8),
    UNIMPLEMENTED(12),
    INTERNAL(13),
    UNAVAILABLE(14);

    private final int code;

    GrpcStatus(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    static GrpcStatus of(Rejection rejection) {
        return switch (rejection) {
            case Rejection.Malformed _, Rejection.PromptTooLong _ -> INVALID_ARGUMENT;
            // What gRPC's own libraries say of a message over their limit.
            case Rejection.TooLarge _ -> RESOURCE_EXHAUSTED;
            case Rejection.TooSlow _ -> DEADLINE_EXCEEDED;
            case Rejection.UnknownModel _ -> NOT_FOUND;
            case Rejection.NotReady _ -> UNAVAILABLE;
            // Clients may send the call again elsewhere, or later.
            case Rejection.Overloaded _ -> UNAVAILABLE;
            case Rejection.TooLate _ -> DEADLINE_EXCEEDED;
            case Rejection.EngineFailed _ -> INTERNAL;
        };
    }
}
