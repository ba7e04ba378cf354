package dev.modelservice.gateway.measure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UsageTailTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{'choices':[],'usage':{'prompt_tokens':12,'total_tokens':19,'completion_tokens':7}} | 12 | 7",
        "{'usage': {'prompt_tokens': 5, 'total_tokens': 5}} | 5 | 0",
        "data: {'usage':{'prompt_tokens':1,'completion_tokens':1}}\\n\\ndata: {'usage':{'prompt_tokens':1,'completion_tokens':2}} | 1 | 2",
        "{'error':'none'} | 0 | 0"
    })
    void theLastUsageCountsHoweverTheAnswerIsCut(String end, long prompt, long completion) {
        byte[] answer = ("x".repeat(3000) + end.replace('\'', '"')).getBytes(UTF_8);
        for (int size : new int[] {1, 10, 700, 5000}) {
            UsageTail tail = new UsageTail();
            for (int from = 0; from < answer.length; from += size) {
                tail.feed(Arrays.copyOfRange(answer, from, Math.min(answer.length, from + size)));
            }

            assertThat(tail.promptTokens()).as("in pieces of %d", size).isEqualTo(prompt);
            assertThat(tail.completionTokens()).isEqualTo(completion);
        }
    }
}
