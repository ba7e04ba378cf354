package dev.modelservice.gateway.problem;

/** Why a request is not answered by a model: its status of HTTP and of gRPC, and whether and when it is worth another try. */
public enum Kind {
    BAD_REQUEST("bad_request", 400, 3, 0),
    NOT_FOUND("not_found", 404, 5, 0),
    METHOD("method_not_allowed", 405, 12, 0),
    SLOW_BODY("slow_body", 408, 4, 0),
    TOO_LARGE("too_large", 413, 8, 0),
    QUEUE_FULL("queue_full", 429, 8, 1),
    INTERNAL("internal", 500, 13, 0),
    LOST("lost", 502, 14, 0),
    NOT_READY("not_ready", 503, 14, 5),
    QUEUE_TIMEOUT("queue_timeout", 503, 14, 1),
    NO_MEMORY("no_memory", 503, 8, 1),
    UNREACHABLE("unreachable", 503, 14, 1),
    TIMEOUT("timeout", 504, 4, 0);

    private final String label;
    private final int status;
    private final int grpcStatus;
    private final int retryAfterSeconds;

    Kind(String label, int status, int grpcStatus, int retryAfterSeconds) {
        this.label = label;
        this.status = status;
        this.grpcStatus = grpcStatus;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    /** As the access log says it. */
    public String label() {
        return label;
    }

    public int status() {
        return status;
    }

    public int grpcStatus() {
        return grpcStatus;
    }

    /** The header Retry-After; 0 for none. */
    public int retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
