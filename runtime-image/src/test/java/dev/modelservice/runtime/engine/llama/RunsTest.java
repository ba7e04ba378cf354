package dev.modelservice.runtime.engine.llama;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RunsTest {

    @ParameterizedTest(name = "{2}")
    @CsvSource(delimiter = '|', textBlock = """
            ''          | 0 | nothing has no run
            'a bcd ef'  | 3 | words are runs
            'größer ß'  | 6 | letters of any language are letters
            'ab1234cd'  | 4 | digits are a run of their own
            'a    b'    | 4 | white space is one too
            'a !?!?! b' | 5 | so is anything else
            '日本語 を'   | 3 | signs that are words are letters
            """)
    void knowsTheLongest(String text, int longest, String sentence) {
        assertThat(Runs.longest(text)).as(sentence).isEqualTo(longest);
    }
}
