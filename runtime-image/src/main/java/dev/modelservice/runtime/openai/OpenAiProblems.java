package dev.modelservice.runtime.openai;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.modelservice.runtime.http.Json;
import dev.modelservice.runtime.http.Problem;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Problems in OpenAI's words: {@code {"error": {"message", "type", "param", "code"}}}. */
final class OpenAiProblems {

    private OpenAiProblems() {}

    /** A problem with a request that came to a path of the API. */
    static byte[] body(Problem problem) {
        return Json.object(json -> ofRequest(json, problem));
    }

    /** A problem with the question for a model, in which V1's clients find whether it is ready. */
    static byte[] model(Problem problem, String name) {
        return Json.object(json -> {
            ofRequest(json, problem);
            if (problem.status() == 503) {
                json.writeStringField("name", name);
                json.writeBooleanField("ready", false);
            }
        });
    }

    /** A path or a method that the API does not have. */
    static byte[] path(Problem problem) {
        String code = problem.status() == 405 ? "method_not_supported" : "unknown_url";
        return Json.object(json -> write(json, problem, null, code));
    }

    private static void ofRequest(JsonGenerator json, Problem problem) throws IOException {
        boolean unknownModel = problem.status() == 404;
        write(json, problem, unknownModel ? "model" : problem.field(), code(problem));
    }

    private static void write(JsonGenerator json, Problem problem, @Nullable String param, @Nullable String code)
            throws IOException {
        json.writeObjectFieldStart("error");
        json.writeStringField("message", problem.message());
        json.writeStringField("type", type(problem.status()));
        json.writeStringField("param", param);
        json.writeStringField("code", code);
        json.writeEndObject();
    }

    private static String type(int status) {
        if (status >= 500) {
            return "server_error";
        }
        return status == 429 ? "rate_limit_error" : "invalid_request_error";
    }

    private static @Nullable String code(Problem problem) {
        if (problem.isPromptTooLong()) {
            return "context_length_exceeded";
        }
        return switch (problem.status()) {
            case 404 -> "model_not_found";
            case 413 -> "request_too_large";
            case 429 -> "rate_limit_exceeded";
            case 503 -> "service_unavailable";
            default -> null;
        };
    }
}
