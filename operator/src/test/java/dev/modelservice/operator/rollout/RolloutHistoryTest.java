package dev.modelservice.operator.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.api.v1alpha1.Reason;
import dev.modelservice.api.v1alpha1.VerdictStatus;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Random orders of whatever may happen; jqwik prints the seed of a failure. */
class RolloutHistoryTest {
    private static final List<String> SPECS = List.of(
            "{}",
            "steps: [{weight: 10, holdSeconds: 20}, {weight: 50}]",
            "steps: [{weight: 0, mirrorPercent: 100, holdSeconds: 20}, {weight: 40, replicas: 2}, {weight: 100, pause: true}]",
            "strategy: BlueGreen",
            "strategy: BlueGreen\npromoteAfterSeconds: 10\nscaleDownDelaySeconds: 0",
            """
            steps: [{weight: 20, holdSeconds: 10}]
            analysis: {inconclusiveDeadlineSeconds: 60, checks: [{metric: errorPercent, max: "1"}]}
            """);

    private static final List<String> ACTIONS = List.of(
            "promote@1",
            "promote-full@1",
            "pause@1",
            "resume@1",
            "abort@1",
            "retry@1",
            "undo@1",
            "undo/1@1",
            "undo/m-2@1",
            "x");

    /** What may happen: one of them, and which. */
    record Event(Kind kind, int which) {}

    enum Kind {
        WANT,
        SPEC,
        REPLICAS,
        ALL_READY,
        CANDIDATE_READY,
        STABLE_LOST,
        CANDIDATE_LOST,
        TROUBLE,
        VERDICT,
        ACTION,
        TIME,
        NOTHING
    }

    @Property(tries = 5_000)
    void everyHistoryKeepsThePromisesAndSettles(@ForAll("histories") List<Event> history) {
        var town = new Town();
        town.step();
        for (var event : history) {
            var before = town.rollout();
            var stableReady = town.readyOf(before.stable());
            happen(event, town);
            promises(before, town, stableReady);
        }
        settles(town);
    }

    private static void happen(Event event, Town town) {
        town.later(3).trouble(null);
        switch (event.kind()) {
            case WANT -> town.want("m-" + (1 + event.which() % 4)).step();
            case SPEC -> town.spec(SPECS.get(event.which() % SPECS.size())).step();
            case REPLICAS -> town.replicas(event.which() % 5).step();
            case ALL_READY -> town.allReady().step();
            case CANDIDATE_READY ->
                town.ready(String.valueOf(town.rollout().candidate()), event.which() % 5)
                        .step();
            case STABLE_LOST -> town.ready(town.rollout().stable(), 0).step();
            case CANDIDATE_LOST ->
                town.ready(String.valueOf(town.rollout().candidate()), 0).step();
            case TROUBLE ->
                town.trouble(new Look.Trouble(Reason.CRASH_LOOPING, "ended", event.which() % 2 == 0))
                        .step();
            case VERDICT ->
                town.verdicts(Town.verdict(List.of(VerdictStatus.PASS, VerdictStatus.FAIL, VerdictStatus.INCONCLUSIVE)
                                .get(event.which() % 3)))
                        .step();
            case ACTION -> town.step(ACTIONS.get(event.which() % ACTIONS.size()));
            case TIME -> town.later(event.which() * 20L).step();
            case NOTHING -> town.step();
        }
    }

    private static void promises(Rollout before, Town town, int stableReadyBefore) {
        var now = town.rollout();
        var split = now.split();
        assertThat(split.stableWeight() + split.weight()).isEqualTo(100);
        if (split.weight() > 0 && split.weight() > before.split().weight()) {
            assertThat(town.readyOf(String.valueOf(split.candidate())))
                    .as("a share only for what is ready: %s", now)
                    .isPositive();
        }
        // What the status before said to serve keeps pods until a status has said otherwise.
        if (before.split().stableWeight() > 0 && stableReadyBefore > 0 && town.replicas() > 0) {
            assertThat(town.wantedOf(before.stable()))
                    .as("the stable revision keeps pods: %s then %s", before, now)
                    .isPositive();
        }
        if (now.refused() != null) {
            assertThat(now.candidate())
                    .as("what is refused does not come back by itself")
                    .isNotEqualTo(now.refused());
        }
        assertThat(now.candidate()).isNotEqualTo(now.stable());
    }

    /** When all pods are ready and somebody promotes what waits, it comes to rest: then nothing more is decided. */
    private static void settles(Town town) {
        town.trouble(null).replicas(2).verdicts(Town.verdict(VerdictStatus.PASS));
        for (int i = 0; i < 20; i++) {
            town.later(30).allReady().step(i % 2 == 0 ? "resume@" + i : "promote@" + i);
        }
        var rest = town.rollout();
        assertThat(rest.run()).isNull();
        assertThat(rest.refused() == null ? rest.stable() : rest.refused()).isEqualTo(town.wanted());
        var again = town.later(60).step();
        assertThat(again.rollout()).isEqualTo(rest);
        assertThat(again.kept()).isEmpty();
        assertThat(again.replicas()).containsOnly(Map.entry(rest.stable(), 2));
        assertThat(again.wakeAt()).isNull();
    }

    @Provide
    Arbitrary<List<Event>> histories() {
        return Arbitraries.of(Kind.class)
                .flatMap(kind -> Arbitraries.integers().between(0, 11).map(which -> new Event(kind, which)))
                .list()
                .ofMinSize(1)
                .ofMaxSize(30);
    }
}
