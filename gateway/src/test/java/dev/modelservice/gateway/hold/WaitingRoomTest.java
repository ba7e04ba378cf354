package dev.modelservice.gateway.hold;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WaitingRoomTest {

    private final WaitingRoom<String> room = new WaitingRoom<>();

    @Test
    void whoCameFirstIsServedFirst() {
        room.enter("a", 10);
        room.enter("b", 10);

        assertThat(room.next()).isEqualTo("a");
        assertThat(room.next()).isEqualTo("b");
        assertThat(room.next()).isNull();
        assertThat(room.size()).isZero();
    }

    @Test
    void whoLeftIsPassedOver() {
        var first = room.enter("a", 10);
        room.enter("b", 10);

        assertThat(room.leave(first)).isTrue();
        assertThat(room.size()).isOne();
        assertThat(room.next()).isEqualTo("b");
        assertThat(room.leave(first)).isFalse();
    }

    @Test
    void eachWaitsUntilATimeOfItsOwn() {
        room.enter("long", 100);
        room.enter("short", 10);

        assertThat(room.expired(9)).isEmpty();
        assertThat(room.expired(10)).containsExactly("short");
        assertThat(room.next()).isEqualTo("long");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void inRandomHistoriesEveryoneIsServedOrLeavesOrExpiresOnceAndInOrder(long seed) {
        Random random = new Random(seed);
        WaitingRoom<Integer> crowd = new WaitingRoom<>();
        Map<Integer, WaitingRoom.Ticket<Integer>> inside = new LinkedHashMap<>();
        Map<Integer, Long> deadlines = new LinkedHashMap<>();
        long now = 0;
        for (int guest = 0; guest < 5000; guest++) {
            now += random.nextInt(3);
            switch (random.nextInt(4)) {
                case 0, 1 -> {
                    long deadline = now + random.nextInt(50);
                    inside.put(guest, crowd.enter(guest, deadline));
                    deadlines.put(guest, deadline);
                }
                case 2 -> assertThat(crowd.next()).isEqualTo(first(inside));
                default -> {
                    List<Integer> all = new ArrayList<>(inside.keySet());
                    if (!all.isEmpty()) {
                        int leaving = all.get(random.nextInt(all.size()));
                        assertThat(crowd.leave(Objects.requireNonNull(inside.remove(leaving))))
                                .isTrue();
                    }
                }
            }
            long moment = now;
            List<Integer> due = inside.keySet().stream()
                    .filter(one -> Objects.requireNonNull(deadlines.get(one)) <= moment)
                    .toList();
            assertThat(crowd.expired(now)).isEqualTo(due);
            due.forEach(inside::remove);
            assertThat(crowd.size()).isEqualTo(inside.size());
        }
        assertThat(crowd.close()).containsExactlyElementsOf(inside.keySet());
    }

    private static @Nullable Integer first(Map<Integer, WaitingRoom.Ticket<Integer>> inside) {
        Integer first = inside.keySet().stream().findFirst().orElse(null);
        if (first != null) {
            inside.remove(first);
        }
        return first;
    }
}
