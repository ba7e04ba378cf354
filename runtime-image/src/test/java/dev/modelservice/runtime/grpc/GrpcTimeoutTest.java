package dev.modelservice.runtime.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelservice.runtime.request.RejectedException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GrpcTimeoutTest {

    @ParameterizedTest
    @CsvSource({
        "1H, PT1H",
        "2M, PT2M",
        "3S, PT3S",
        "100m, PT0.1S",
        "5u, PT0.000005S",
        "7n, PT0.000000007S",
        "99999999S, PT27777H46M39S",
        "0m, PT0S"
    })
    void unitsAreThoseOfGrpc(String header, Duration timeout) {
        assertThat(GrpcTimeout.parse(header)).isEqualTo(timeout);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "S", "-1S", "1s", "100000000S", "1.5S", "１S"})
    void anythingElseIsRefused(String header) {
        assertThatThrownBy(() -> GrpcTimeout.parse(header)).isInstanceOf(RejectedException.class);
    }

    @Test
    void noneIsNone() {
        assertThat(GrpcTimeout.parse(null)).isNull();
    }
}
