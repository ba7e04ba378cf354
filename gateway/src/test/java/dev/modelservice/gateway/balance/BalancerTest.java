package dev.modelservice.gateway.balance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BalancerTest {

    private final Balancer<String> balancer = new Balancer<>();

    @Test
    void theLeastLoadedIsTaken() {
        balancer.replace(List.of("a", "b"));
        var first = take(10, 0);
        var second = take(10, 0);
        take(10, 0);
        balancer.give(second);
        take(10, 0);
        balancer.give(first);

        assertThat(take(10, 0).replica()).isEqualTo(first.replica());
        assertThat(first.replica()).isNotEqualTo(second.replica());
    }

    @Test
    void equalOnesTakeTurns() {
        balancer.replace(List.of("a", "b", "c", "d"));
        Map<String, Integer> counts = new HashMap<>();
        for (int i = 0; i < 4000; i++) {
            var seat = take(10, 0);
            counts.merge(seat.replica(), 1, Integer::sum);
            balancer.give(seat);
        }

        assertThat(counts.values()).containsOnly(1000);
    }

    @Test
    void noReplicaGetsMoreThanItsLimit() {
        balancer.replace(List.of("a", "b"));
        for (int i = 0; i < 6; i++) {
            take(3, 0);
        }

        assertThat(balancer.take(3, 0)).isNull();
        assertThat(balancer.take(4, 0)).isNotNull();
    }

    @Test
    void oneThatWasNotReachedIsLeftOutForAWhile() {
        balancer.replace(List.of("a", "b"));
        var bad = take(9, 0);
        balancer.avoid(bad, 100);
        balancer.give(bad);

        for (int i = 0; i < 9; i++) {
            assertThat(take(9, 50).replica()).isNotEqualTo(bad.replica());
        }
        assertThat(balancer.take(9, 99)).isNull();
        assertThat(take(9, 100).replica()).isEqualTo(bad.replica());
    }

    @Test
    void oneThatStaysKeepsItsCountAndOneThatWentCountsUntilItIsGivenBack() {
        balancer.replace(List.of("a", "b"));
        var one = take(1, 0);
        var other = take(1, 0);
        balancer.replace(List.of(one.replica(), "c"));

        assertThat(take(1, 0).replica()).isEqualTo("c");
        assertThat(balancer.take(1, 0)).isNull();
        assertThat(balancer.busy()).isEqualTo(3);
        balancer.give(other);
        assertThat(balancer.take(1, 0)).as("a place of one that went is nobody's").isNull();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void inRandomHistoriesLoadsDifferByOneAtMostAndNothingIsLost(long seed) {
        Random random = new Random(seed);
        balancer.replace(List.of("a", "b", "c"));
        Map<String, Integer> loads = new HashMap<>(Map.of("a", 0, "b", 0, "c", 0));
        Deque<Balancer.Seat<String>> taken = new ArrayDeque<>();
        for (int i = 0; i < 5000; i++) {
            if (random.nextInt(100) < 60) {
                int least = loads.values().stream().mapToInt(load -> load).min().orElseThrow();
                var seat = balancer.take(8, 0);
                if (seat == null) {
                    assertThat(loads.values()).containsOnly(8);
                } else {
                    assertThat(loads.get(seat.replica())).isEqualTo(least);
                    loads.merge(seat.replica(), 1, Integer::sum);
                    taken.add(seat);
                }
            } else if (!taken.isEmpty()) {
                List<Balancer.Seat<String>> all = new ArrayList<>(taken);
                var seat = all.get(random.nextInt(all.size()));
                taken.remove(seat);
                balancer.give(seat);
                loads.merge(seat.replica(), -1, Integer::sum);
            }
            assertThat(balancer.busy()).isEqualTo(taken.size());
        }
    }

    private Balancer.Seat<String> take(int limit, long now) {
        return Objects.requireNonNull(balancer.take(limit, now));
    }
}
