package dev.modelservice.runtime.engine.llama.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StopTextsTest {

    @ParameterizedTest(name = "{4}")
    @CsvSource(delimiter = '|', textBlock = """
                      | 'some text'  | 9 | false | without stop texts all is sure
            END       | 'some text'  | 9 | false | nothing of the stop text is there
            END       | 'some E'     | 5 | false | its first letter may become it
            END       | 'some EN'    | 5 | false | so may its first two
            END       | 'some ENd'   | 8 | false | until another letter comes
            END       | 'some END'   | 5 | true  | the whole of it ends the answer
            END       | 'some END x' | 5 | true  | what comes after it is gone
            END,ME    | 'so END'     | 3 | true  | any of several ends it
            END,EN    | 'so END'     | 3 | true  | also if one begins like the other
            O EN,END  | 'sO END'     | 1 | true  | the earliest counts
            aab       | 'aaa'        | 1 | false | it may have begun later than at the first letter
            abab      | 'xabab'      | 1 | true  | it is found whole
            abab      | 'xaba'       | 1 | false | the longest beginning counts
            """)
    void knowsWhatIsSure(String stops, String text, int sure, boolean stopped, String sentence) {
        List<String> texts = stops == null ? List.of() : Arrays.asList(stops.split(",", -1));

        assertThat(new StopTexts(texts).cut(text)).as(sentence).isEqualTo(new StopTexts.Cut(sure, stopped));
    }
}
