package dev.modelservice.gateway.route;

import static dev.modelservice.gateway.route.RouteParts.revision;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SplitTest {

    private static final int REQUESTS = 10_000;

    @ParameterizedTest
    @CsvSource({"90, 10", "99, 1", "50, 50", "1, 2", "100, 0"})
    void requestsAreSharedOutByWeightWithinTheBinomialBound(int stable, int candidate) {
        for (long seed : new long[] {0, 1, 4711, Long.MAX_VALUE - 5000, -1}) {
            Split split = Split.of(List.of(revision("stable", stable, 5), revision("candidate", candidate, 1)));

            Map<String, Integer> counts = draw(split, new Draws(seed), REQUESTS);

            double share = (double) candidate / (stable + candidate);
            double threeDeviations = 3 * Math.sqrt(REQUESTS * share * (1 - share));
            assertThat((double) counts.getOrDefault("candidate", 0))
                    .as("candidate's requests from seed %d", seed)
                    .isBetween(REQUESTS * share - threeDeviations, REQUESTS * share + threeDeviations);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 37, 100, 1000})
    void alsoAFewRequestsAreSharedOutEvenly(int requests) {
        Split split = Split.of(List.of(revision("stable", 90, 1), revision("candidate", 10, 1)));

        int candidate = draw(split, new Draws(12345), requests).getOrDefault("candidate", 0);

        assertThat((double) candidate).isBetween(requests * 0.1 - 2, requests * 0.1 + 2);
    }

    private static Map<String, Integer> draw(Split split, Draws draws, int requests) {
        Map<String, Integer> counts = new HashMap<>();
        for (int i = 0; i < requests; i++) {
            Revision chosen = split.at(Draws.share(draws.next()));
            counts.merge(Objects.requireNonNull(chosen).name(), 1, Integer::sum);
        }
        return counts;
    }

    @Test
    void aRevisionWithoutReplicaGivesItsShareToTheOthers() {
        Split split = Split.of(List.of(revision("stable", 90, 1), revision("candidate", 10, 0)));

        assertThat(draw(split, new Draws(7), 1000)).containsOnly(Map.entry("stable", 1000));
    }

    @Test
    void whereNobodyHasAReplicaTheSharesStay() {
        Split split = Split.of(List.of(revision("stable", 50, 0), revision("candidate", 50, 0)));

        assertThat(draw(split, new Draws(7), 1000)).containsKeys("stable", "candidate");
    }

    @Test
    void withoutWeightsThereIsNoRevision() {
        assertThat(Split.of(List.of(revision("old", 0, 3))).at(0.5)).isNull();
        assertThat(Split.of(List.of()).at(0.5)).isNull();
    }

    @Test
    void sessionsAreSharedOutByWeight() {
        Split split = Split.of(List.of(revision("stable", 80, 1), revision("candidate", 20, 1)));

        int candidate = 0;
        for (int i = 0; i < REQUESTS; i++) {
            candidate += name(split, "session-" + i).equals("candidate") ? 1 : 0;
        }

        assertThat(candidate).isBetween(1880, 2120);
    }

    @Test
    void onlyAsManySessionsMoveAsTheWeightsSayAndOnlyToTheOneThatGained() {
        Split before = Split.of(List.of(revision("stable", 90, 1), revision("candidate", 10, 1)));
        Split after = Split.of(List.of(revision("stable", 70, 1), revision("candidate", 30, 1)));

        int moved = 0;
        for (int i = 0; i < REQUESTS; i++) {
            String was = name(before, "user-" + i);
            String is = name(after, "user-" + i);
            if (!was.equals(is)) {
                moved++;
                assertThat(is).isEqualTo("candidate");
            }
        }

        assertThat(moved).isBetween(1880, 2120);
    }

    @Test
    void aSessionStaysWhereItIsForAsLongAsNothingChanges() {
        Split split = Split.of(List.of(revision("a", 1, 1), revision("b", 1, 1), revision("c", 1, 1)));
        Split same = Split.of(List.of(revision("c", 1, 2), revision("a", 1, 5), revision("b", 1, 1)));

        for (int i = 0; i < 1000; i++) {
            assertThat(name(same, "s" + i)).isEqualTo(name(split, "s" + i));
        }
    }

    private static String name(Split split, String session) {
        return Objects.requireNonNull(split.forSession(session)).name();
    }

    @Test
    void aShareOfTheOthersRequestsIsMirrored() {
        Revision stable = revision("stable", 100, 1);
        Revision candidate = new Revision("candidate", 0, 25, RouteParts.replicas("candidate", 1));
        Split split = Split.of(List.of(stable, candidate));
        Draws draws = new Draws(99);

        int mirrored = 0;
        for (int i = 0; i < REQUESTS; i++) {
            mirrored += candidate.equals(split.mirror(Draws.mirror(draws.next()), stable)) ? 1 : 0;
        }

        assertThat(mirrored).isBetween(2370, 2630);
        assertThat(split.mirror(0, candidate)).as("a copy for itself").isNull();
    }
}
