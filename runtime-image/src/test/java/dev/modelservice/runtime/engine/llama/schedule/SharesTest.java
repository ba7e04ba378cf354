package dev.modelservice.runtime.engine.llama.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SharesTest {

    @ParameterizedTest(name = "{3}")
    @CsvSource(delimiter = '|', textBlock = """
            1             | 64  | 1              | who writes gets one token
            100           | 64  | 64             | one who reads alone gets the whole room
            10            | 64  | 10             | nobody gets more than there is
            1 1 1         | 64  | 1 1 1          | writers leave room unused
            1 1 100       | 64  | 1 1 62         | a reader gets what the writers leave
            100 100       | 64  | 48 16          | half is shared equally and half goes to who came first
            1000 5        | 64  | 59 5           | a short prompt does not wait for a long one before it
            5 1000        | 64  | 5 59           | a short prompt leaves the rest to the long one after it
            100 100 100   | 3   | 1 1 1          | without more room everyone goes on by one
            100 100       | 3   | 2 1            | what cannot be shared goes to who came first
            """)
    void sharesTheRoom(String pending, int room, String expected, String sentence) {
        assertThat(Shares.of(numbers(pending), room)).as(sentence).containsExactly(numbers(expected));
    }

    @Property
    void everyoneGoesOnAndNothingIsWasted(
            @ForAll @Size(min = 1, max = 16) List<@IntRange(min = 1, max = 300) Integer> several,
            @ForAll @IntRange(max = 500) int extra) {
        int[] pending = several.stream().mapToInt(Integer::intValue).toArray();
        int room = pending.length + extra;

        int[] shares = Shares.of(pending, room);

        assertThat(IntStream.range(0, pending.length)).allMatch(i -> shares[i] >= 1 && shares[i] <= pending[i]);
        int used = IntStream.of(shares).sum();
        assertThat(used).isEqualTo(Math.min(room, IntStream.of(pending).sum()));
    }

    private static int[] numbers(String text) {
        return Arrays.stream(text.split(" ", -1)).mapToInt(Integer::parseInt).toArray();
    }
}
