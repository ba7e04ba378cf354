package dev.modelservice.runtime.engine.llama.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class Utf8JoinerTest {

    @ParameterizedTest(name = "{3}")
    @CsvSource(delimiter = '|', textBlock = """
            41 42             | A B      |        | letters come at once
            c3 a9             | _ é     |        | two bytes of a letter
            e2 82 ac          | _ _ €  |        | three bytes of a sign
            f0 9f 98 80       | _ _ _ 😀 |     | four bytes of an emoji
            f0 9f 41          | _ _ �A  |       | a character that breaks off is replaced once the next begins
            ff 41             | � A      |        | a byte that is never part of a character
            41 e2 82          | A _ _  | �      | what is left at the end is replaced
            """)
    void joinsBytesToCharacters(String bytes, String pieces, String rest, String sentence) {
        Utf8Joiner joiner = new Utf8Joiner();

        String[] wanted = pieces.split(" ", -1);
        String[] given = bytes.split(" ", -1);
        for (int i = 0; i < given.length; i++) {
            assertThat(joiner.add(HexFormat.of().parseHex(given[i])))
                    .as(sentence)
                    .isEqualTo(wanted[i].replace("_", ""));
        }
        assertThat(joiner.end()).isEqualTo(rest == null ? "" : rest);
    }

    @Property
    void everyTextComesOutAsItWasHoweverItIsCut(@ForAll String text, @ForAll @IntRange(min = 1, max = 7) int size) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Utf8Joiner joiner = new Utf8Joiner();
        StringBuilder joined = new StringBuilder();

        for (int from = 0; from < bytes.length; from += size) {
            joined.append(joiner.add(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + size))));
        }
        joined.append(joiner.end());

        assertThat(joined.toString()).isEqualTo(new String(bytes, StandardCharsets.UTF_8));
    }

    @Property
    void anyBytesComeOutAsJavaReadsThem(@ForAll byte[] bytes) {
        Utf8Joiner joiner = new Utf8Joiner();
        StringBuilder joined = new StringBuilder();

        for (byte value : bytes) {
            joined.append(joiner.add(new byte[] {value}));
        }
        joined.append(joiner.end());

        assertThat(joined.toString()).isEqualTo(new String(bytes, StandardCharsets.UTF_8));
    }
}
