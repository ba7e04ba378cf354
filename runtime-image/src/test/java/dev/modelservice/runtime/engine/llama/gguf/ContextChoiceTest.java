package dev.modelservice.runtime.engine.llama.gguf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ContextChoiceTest {

    private static final long MIB = 1 << 20;
    /** 100 MiB of weights, and 1 MiB is kept of 64 tokens. */
    private static final ModelShape MODEL = new ModelShape("x", 100 * MIB, 8192, 1000, 8, 256, 512, 8192);

    @ParameterizedTest(name = "{4}")
    @CsvSource(delimiter = '|', textBlock = """
                 | 4096  |      | 4096 | up to the bound
                 | 32768 |      | 8192 | no longer than what the model learned with
            20000| 4096  |      | 20000| whatever is wanted
                 | 4096  | 1000 | 4096 | as it is where the memory suffices
                 | 4096  | 300  | 2048 | half of it where it does not
                 | 4096  | 150  | 512  | not below the least
            2048 | 4096  | 1000 | 2048 | what is wanted where the memory suffices
            """)
    void choosesTheContext(Integer wanted, int bound, Long mebibytes, int tokens, String sentence) {
        assertThat(choose(wanted, bound, mebibytes))
                .as(sentence)
                .map(ContextChoice::tokens)
                .contains(tokens);
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(delimiter = '|', textBlock = """
                 | 90   | the model alone is too large
                 | 105  | there is no room for texts
            2048 | 200  | what is wanted is not made smaller
            """)
    void saysThatItDoesNotFit(Integer wanted, Long mebibytes, String sentence) {
        assertThat(choose(wanted, 4096, mebibytes)).as(sentence).isEmpty();
    }

    private static java.util.Optional<ContextChoice> choose(Integer wanted, int bound, Long mebibytes) {
        return ContextChoice.choose(
                MODEL,
                wanted == null ? OptionalInt.empty() : OptionalInt.of(wanted),
                bound,
                4,
                512,
                mebibytes == null ? OptionalLong.empty() : OptionalLong.of(mebibytes * MIB));
    }
}
