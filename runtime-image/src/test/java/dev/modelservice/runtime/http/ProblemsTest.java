package dev.modelservice.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.runtime.metrics.Outcome;
import dev.modelservice.runtime.request.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ProblemsTest {

    static Stream<Arguments> rejections() {
        return Stream.of(
                Arguments.of(new Rejection.Malformed("m"), 400, Outcome.MALFORMED),
                Arguments.of(new Rejection.TooLarge("m"), 413, Outcome.TOO_LARGE),
                Arguments.of(new Rejection.TooSlow("m"), 408, Outcome.TOO_SLOW),
                Arguments.of(new Rejection.UnknownModel("m"), 404, Outcome.UNKNOWN_MODEL),
                Arguments.of(new Rejection.Overloaded("m", 1), 429, Outcome.OVERLOADED),
                Arguments.of(new Rejection.EngineFailed("m"), 500, Outcome.ENGINE_FAILED),
                Arguments.of(new Rejection.NotReady("m"), 503, Outcome.NOT_READY),
                Arguments.of(new Rejection.TooLate("m"), 503, Outcome.TOO_LATE));
    }

    @ParameterizedTest
    @MethodSource("rejections")
    void everyRejectionHasItsStatusAndItsCounter(Rejection rejection, int status, Outcome outcome) {
        assertThat(Problems.status(rejection)).isEqualTo(status);
        assertThat(Outcome.of(rejection)).isEqualTo(outcome);
    }

    @Test
    void theBodyIsTheProtocolsOwn() {
        assertThat(new String(Problems.body("it's \"wrong\""), StandardCharsets.UTF_8))
                .isEqualTo("{\"error\":\"it's \\\"wrong\\\"\"}");
    }
}
