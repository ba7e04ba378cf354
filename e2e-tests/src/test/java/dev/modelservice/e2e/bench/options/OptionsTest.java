package dev.modelservice.e2e.bench.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
    private static final List<String> PARTS = List.of("one", "two");
    private static final Set<String> KNOWN = Set.of("rounds", "rates", "jvm");

    @Test
    void whatIsNotSaidIsAsUsual() {
        var options = Options.parse(PARTS, KNOWN);

        assertThat(options.partsOr(PARTS)).isEqualTo(PARTS);
        assertThat(options.number("rounds", 3)).isEqualTo(3);
        assertThat(options.numbers("rates", "5,10")).containsExactly(5, 10);
        assertThat(options.flags("jvm")).isEmpty();
    }

    @Test
    void partsAndOptionsComeInAnyOrder() {
        var options = Options.parse(PARTS, KNOWN, "--rounds=7", "two", "--jvm=-Xlog:gc,safepoint,-Xss1m");

        assertThat(options.partsOr(PARTS)).containsExactly("two");
        assertThat(options.number("rounds", 3)).isEqualTo(7);
        assertThat(options.flags("jvm")).containsExactly("-Xlog:gc,safepoint", "-Xss1m");
    }

    @ParameterizedTest
    @ValueSource(strings = {"three", "--round=7", "rounds=7"})
    void whatIsNotKnownIsRefusedAndWhatIsKnownIsSaid(String argument) {
        assertThatThrownBy(() -> Options.parse(PARTS, KNOWN, argument))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[one, two]")
                .hasMessageContaining(argument);
    }
}
