package dev.modelservice.gateway.accesslog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StampTest {

    private final Stamp stamp = new Stamp();

    @ParameterizedTest
    @CsvSource({
        "2026-01-02T03:04:05Z, 2026-01-02T03:04:05.000Z",
        "2026-01-02T03:04:05.007999Z, 2026-01-02T03:04:05.007Z",
        "2026-12-31T23:59:59.980Z, 2026-12-31T23:59:59.980Z",
        "2026-12-31T23:59:59.999999999Z, 2026-12-31T23:59:59.999Z"
    })
    void timesAreWrittenToTheMillisecond(String at, String written) {
        StringBuilder text = new StringBuilder();

        stamp.append(text, Instant.parse("2026-01-02T03:04:05.123Z"));
        stamp.append(text.append(' '), Instant.parse(at));

        assertThat(text).hasToString("2026-01-02T03:04:05.123Z " + written);
    }
}
