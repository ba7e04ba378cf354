package dev.modelservice.runtime.openai;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ServedModelTest {

    @ParameterizedTest
    @CsvSource({
        "minilm, minilm, minilm",
        "team-a/minilm, minilm, minilm",
        "a/b/minilm, minilm, minilm",
        "my-minilm, minilm, my-minilm",
        "minilm/, minilm, minilm/",
        "org/model, org/model, org/model",
        "team-a/org/model, org/model, org/model",
        "model, org/model, model"
    })
    void aModelIsMeantByItsNameOrWithItsNamespace(String given, String served, String expected) {
        assertThat(ServedModel.name(given, served)).isEqualTo(expected);
    }
}
