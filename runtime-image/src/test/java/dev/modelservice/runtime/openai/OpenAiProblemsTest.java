package dev.modelservice.runtime.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.runtime.http.Problem;
import dev.modelservice.runtime.request.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class OpenAiProblemsTest {

    static Stream<Arguments> rejections() {
        return Stream.of(
                Arguments.of(new Rejection.Malformed("x"), 400, "invalid_request_error", "null", "null"),
                Arguments.of(new Rejection.Malformed("x", "n"), 400, "invalid_request_error", "\"n\"", "null"),
                Arguments.of(
                        new Rejection.UnknownModel("x"),
                        404,
                        "invalid_request_error",
                        "\"model\"",
                        "\"model_not_found\""),
                Arguments.of(
                        new Rejection.Overloaded("x", 1), 429, "rate_limit_error", "null", "\"rate_limit_exceeded\""),
                Arguments.of(new Rejection.EngineFailed("x"), 500, "server_error", "null", "null"),
                Arguments.of(new Rejection.NotReady("x"), 503, "server_error", "null", "\"service_unavailable\""),
                Arguments.of(new Rejection.TooLate("x"), 503, "server_error", "null", "\"service_unavailable\""));
    }

    @ParameterizedTest
    @MethodSource("rejections")
    void everyRejectionHasItsStatusAndItsWords(
            Rejection rejection, int status, String type, String param, String code) {
        Problem problem = Problem.of(rejection);

        assertThat(problem.status()).isEqualTo(status);
        assertThat(text(OpenAiProblems.body(problem)))
                .isEqualTo("{\"error\":{\"message\":\"x\",\"type\":\"%s\",\"param\":%s,\"code\":%s}}"
                        .formatted(type, param, code));
    }

    @Test
    void aModelThatIsNotReadySaysSoToClientsOfV1() {
        assertThat(text(OpenAiProblems.model(new Problem(503, "loading"), "m")))
                .endsWith("},\"name\":\"m\",\"ready\":false}");
        assertThat(text(OpenAiProblems.model(new Problem(404, "none"), "m"))).doesNotContain("ready");
    }

    private static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }
}
