package dev.modelservice.runtime.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.runtime.request.Rejection;
import dev.modelservice.shared.GrpcMessage;
import io.grpc.Status;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class GrpcStatusTest {

    static Stream<Arguments> rejections() {
        return Stream.of(
                Arguments.of(new Rejection.Malformed("m"), Status.Code.INVALID_ARGUMENT),
                Arguments.of(new Rejection.TooLarge("m"), Status.Code.RESOURCE_EXHAUSTED),
                Arguments.of(new Rejection.TooSlow("m"), Status.Code.DEADLINE_EXCEEDED),
                Arguments.of(new Rejection.UnknownModel("m"), Status.Code.NOT_FOUND),
                Arguments.of(new Rejection.NotReady("m"), Status.Code.UNAVAILABLE),
                Arguments.of(new Rejection.Overloaded("m", 1), Status.Code.UNAVAILABLE),
                Arguments.of(new Rejection.TooLate("m"), Status.Code.DEADLINE_EXCEEDED),
                Arguments.of(new Rejection.EngineFailed("m"), Status.Code.INTERNAL));
    }

    @ParameterizedTest
    @MethodSource("rejections")
    void everyRejectionHasItsStatus(Rejection rejection, Status.Code code) {
        GrpcStatus status = GrpcStatus.of(rejection);

        assertThat(status.name()).isEqualTo(code.name());
        assertThat(status.code()).isEqualTo(code.value());
    }

    @Test
    void messagesAreReadableAscii() {
        assertThat(GrpcMessage.encode("input 'x': 100% ä\n")).isEqualTo("input 'x': 100%25 %C3%A4%0A");
    }
}
