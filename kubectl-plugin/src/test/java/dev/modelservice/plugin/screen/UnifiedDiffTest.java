package dev.modelservice.plugin.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UnifiedDiffTest {

    @Test
    void equalTextsHaveNone() {
        assertThat(diff("a\nb\n", "a\nb\n")).isEmpty();
    }

    @Test
    void showsThreeLinesAroundAChange() {
        assertThat(diff("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n"))
                .isEqualTo("""
                --- one
                +++ two
                @@ -2,7 +2,7 @@
                 2
                 3
                 4
                -5
                +five
                 6
                 7
                 8
                """);
    }

    @Test
    void changesFarFromEachOtherHaveHunksOfTheirOwn() {
        var lines = IntStream.range(0, 30).mapToObj(line -> line + "\n").collect(Collectors.joining());

        assertThat(diff(lines, lines.replace("3\n4\n", "3\n").replace("28\n", "28\nnew\n")))
                .isEqualTo("""
                --- one
                +++ two
                @@ -2,7 +2,6 @@
                 1
                 2
                 3
                -4
                 5
                 6
                 7
                @@ -27,4 +26,5 @@
                 26
                 27
                 28
                +new
                 29
                """);
    }

    @Test
    void allOfATextMayBeNew() {
        assertThat(diff("", "a\n")).isEqualTo("""
                --- one
                +++ two
                @@ -0,0 +1,1 @@
                +a
                """);
    }

    @Test
    void theEditsMakeTheSecondTextOfTheFirst() {
        var random = new Random(11);
        for (int round = 0; round < 500; round++) {
            var first = lines(random);
            var second = lines(random);

            var edits = Edit.script(first, second);

            assertThat(edits.stream().filter(Edit::isInFirst).map(Edit::line)).isEqualTo(first);
            assertThat(edits.stream().filter(Edit::isInSecond).map(Edit::line)).isEqualTo(second);
        }
    }

    private static List<String> lines(Random random) {
        return random.ints(random.nextInt(12), 0, 4).mapToObj(String::valueOf).toList();
    }

    private static String diff(String first, String second) {
        return UnifiedDiff.of("one", first, "two", second, Ink.PLAIN);
    }
}
