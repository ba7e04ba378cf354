package dev.modelservice.plugin.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TypedTest {

    @Test
    void optionsMayStandAnywhere() {
        assertThat(Typed.of(List.of("-n", "demo", "diff", "--context=kind", "minilm", "1")))
                .isEqualTo(new Typed(
                        "diff", List.of("minilm", "1"), Map.of("--namespace", "demo", "--context", "kind"), null));
    }

    @Test
    void anOptionWithoutItsValueIsOpen() {
        assertThat(Typed.of(List.of("undo", "minilm", "--to-revision")))
                .isEqualTo(new Typed("undo", List.of("minilm"), Map.of(), "--to-revision"));
    }

    @Test
    void aSwitchTakesNoValue() {
        assertThat(Typed.of(List.of("get", "--watch", "minilm")))
                .isEqualTo(new Typed("get", List.of("minilm"), Map.of(), null));
    }
}
