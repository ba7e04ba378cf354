package dev.modelservice.operator.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Shapes of load beside two other autoscalers; each row is printed. Replicas take 3 and 30 seconds to start. */
class AutoscalerSimulationTest {
    private static final int MOST = 40;

    @ParameterizedTest
    @EnumSource(Shape.class)
    void aQuickModelFollowsItsLoad(Shape shape) {
        var ours = compare(shape, 3);

        assertThat(ours.reachedAfter()).as("seconds to the target").isBetween(0.0, 15.0);
        assertThat(ours.atEnd()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void aSlowModelIsNotAskedForEverMore(Shape shape) {
        var ours = compare(shape, 30);

        assertThat(ours.most()).as("replicas").isLessThanOrEqualTo(Math.max(1, 4 * ours.needed()));
        assertThat(ours.atEnd()).isZero();
    }

    private static Simulation.Outcome compare(Shape shape, double startSeconds) {
        var ours =
                new Simulation(shape, new OurRule(Policies.concurrency(Simulation.TARGET, MOST)), startSeconds).run();
        System.out.printf("%s; a replica starts in %.0f s%n", shape.words(), startSeconds);
        print("ours", ours);
        print("HPA", new Simulation(shape, new HpaRule(Simulation.TARGET, MOST), startSeconds).run());
        print("Knative", new Simulation(shape, new KnativeRule(Simulation.TARGET, MOST), startSeconds).run());
        return ours;
    }

    private static void print(String name, Simulation.Outcome outcome) {
        System.out.printf(
                Locale.ROOT,
                "  %-8s at target after %5.1f s, most %2d of %2d needed, %2d turns, %6.0f replica-seconds, %6.2f s waited, %d at the end%n",
                name,
                outcome.reachedAfter(),
                outcome.most(),
                outcome.needed(),
                outcome.turns(),
                outcome.replicaSeconds(),
                outcome.waitSeconds(),
                outcome.atEnd());
    }
}
