package dev.modelservice.plugin.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgeTest {

    private static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");

    @ParameterizedTest(name = "{0} s are {1}")
    @CsvSource({
        "-3, 0s",
        "0, 0s",
        "119, 119s",
        "120, 2m",
        "125, 2m5s",
        "600, 10m",
        "10799, 179m",
        "10800, 3h",
        "11400, 3h10m",
        "28800, 8h",
        "172799, 47h",
        "172800, 2d"
    })
    void isShownInUnitsThatMatter(long seconds, String shown) {
        assertThat(Age.of(BEGIN.toString(), BEGIN.plusSeconds(seconds))).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"''", "yesterday"})
    void isLeftOutWhereThereIsNoTime(String time) {
        assertThat(Age.of(time, BEGIN)).isEmpty();
    }
}
