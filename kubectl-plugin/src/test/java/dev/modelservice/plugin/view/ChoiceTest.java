package dev.modelservice.plugin.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.ControllerRevisionBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChoiceTest {

    private static final List<ControllerRevision> HISTORY =
            List.of(revision(12, "minilm-3b52d07"), revision(2, "minilm-0f3ad07"), revision(1, "minilm-9e41c6a"));

    @ParameterizedTest(name = "{0} means {1}")
    @CsvSource({"minilm-3b52d07, 12", "1, 1", "2, 2", "12, 12", "c6a, 1", "52d07, 12", "minilm-9e41c6a, 1"})
    void isByNameNumberOrEndOfTheName(String meant, long number) {
        assertThat(Choice.of(meant, HISTORY).getRevision()).isEqualTo(number);
    }

    @Test
    void saysWhatThereIsWhereNoneIsMeant() {
        assertThatThrownBy(() -> Choice.of("7", HISTORY.subList(2, 3)).getRevision())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("there is no revision")
                .hasMessageContaining("1 (minilm-9e41c6a)");
    }

    @Test
    void saysWhichAreMeantWhereThereAreTwo() {
        assertThatThrownBy(() -> Choice.of("d07", HISTORY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the names of 12 (minilm-3b52d07), 2 (minilm-0f3ad07) end with d07; write more of one");
    }

    private static ControllerRevision revision(long number, String name) {
        return new ControllerRevisionBuilder()
                .withRevision(number)
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .build();
    }
}
