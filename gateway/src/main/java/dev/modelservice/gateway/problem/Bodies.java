package dev.modelservice.gateway.problem;

/** Problems as JSON. */
public final class Bodies {

    private Bodies() {}

    /** {@code {"error": "…"}}, as V1 and V2 write it. */
    public static String plain(Problem problem) {
        StringBuilder json = new StringBuilder("{\"error\":");
        Json.text(json, problem.message());
        return json.append('}').toString();
    }

    /** {@code {"error": {"message", "type", "param", "code"}}}, as OpenAI writes it. */
    public static String openAi(Problem problem) {
        StringBuilder json = new StringBuilder("{\"error\":{\"message\":");
        Json.text(json, problem.message());
        json.append(",\"type\":\"").append(type(problem.kind()));
        json.append("\",\"param\":").append(problem.kind() == Kind.NOT_FOUND ? "\"model\"" : "null");
        json.append(",\"code\":").append(code(problem.kind()));
        return json.append("}}").toString();
    }

    private static String type(Kind kind) {
        if (kind.status() >= 500) {
            return "server_error";
        }
        return kind.status() == 429 ? "rate_limit_error" : "invalid_request_error";
    }

    private static String code(Kind kind) {
        return switch (kind) {
            case NOT_FOUND -> "\"model_not_found\"";
            case TOO_LARGE -> "\"request_too_large\"";
            case QUEUE_FULL -> "\"rate_limit_exceeded\"";
            case NOT_READY, QUEUE_TIMEOUT, NO_MEMORY, UNREACHABLE -> "\"service_unavailable\"";
            case METHOD -> "\"method_not_supported\"";
            case BAD_REQUEST, SLOW_BODY, INTERNAL, LOST, TIMEOUT -> "null";
        };
    }
}
