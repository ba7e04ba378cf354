package dev.modelservice.gateway.measure;

/** How a request ended. */
public enum StatusClass {
    OK("2xx"),
    REDIRECTED("3xx"),
    REFUSED("4xx"),
    FAILED("5xx"),
    /** The client went away before its answer was complete. */
    ABANDONED("abandoned");

    private static final StatusClass[] GRPC = {
        // OK, CANCELLED, UNKNOWN, INVALID_ARGUMENT, DEADLINE_EXCEEDED, NOT_FOUND, ALREADY_EXISTS, PERMISSION_DENIED,
        OK, ABANDONED, FAILED, REFUSED, FAILED, REFUSED, REFUSED, REFUSED,
        // RESOURCE_EXHAUSTED, FAILED_PRECONDITION, ABORTED, OUT_OF_RANGE, UNIMPLEMENTED, INTERNAL, UNAVAILABLE, DATA_LOSS,
        REFUSED, REFUSED, REFUSED, REFUSED, FAILED, FAILED, FAILED, FAILED,
        // UNAUTHENTICATED
        REFUSED
    };

    private final String label;

    StatusClass(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    public static StatusClass ofHttp(int status) {
        if (status >= 500) {
            return FAILED;
        }
        if (status >= 400) {
            return REFUSED;
        }
        return status >= 300 ? REDIRECTED : OK;
    }

    /** @param status of the call; below 0 where its server told none, which is an error */
    public static StatusClass ofGrpc(int status) {
        return status >= 0 && status < GRPC.length ? GRPC[status] : FAILED;
    }
}
