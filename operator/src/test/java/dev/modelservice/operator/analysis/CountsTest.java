package dev.modelservice.operator.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class CountsTest {

    @Property
    void whatWasAddedComesOutAgain(@ForAll("counts") Counts base, @ForAll("counts") Counts more) {
        assertThat(base.plus(more).minus(base)).isEqualTo(more);
    }

    @Property
    void countsThatBeganAnewAreNeverNegative(@ForAll("counts") Counts now, @ForAll("counts") Counts base) {
        var since = now.minus(base);
        assertThat(since.answered()).isBetween(0L, now.answered());
        assertThat(since.latency().counts()).allMatch(count -> count >= 0);
        assertThat(since.copies().different()).isBetween(0L, now.copies().different());
    }

    @Provide
    Arbitrary<Counts> counts() {
        return Combinators.combine(number(), number(), times(), times(), number(), copies())
                .as(Counts::new);
    }

    private static Arbitrary<Copies> copies() {
        return Combinators.combine(number(), number(), number(), times(), times())
                .as(Copies::new);
    }

    // Whole seconds: what was added comes out without rounding.
    private static Arbitrary<Times> times() {
        return Combinators.combine(number(), number(), number(), number())
                .as((a, b, c, sum) -> new Times(List.of(0.1, 1.0), List.of(a, b, c), sum));
    }

    private static Arbitrary<Long> number() {
        return Arbitraries.longs().between(0, 100_000);
    }
}
