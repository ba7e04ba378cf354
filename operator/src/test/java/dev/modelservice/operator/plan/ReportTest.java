package dev.modelservice.operator.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.modelservice.api.v1alpha1.ConditionType;
import dev.modelservice.api.v1alpha1.ModelService;
import dev.modelservice.api.v1alpha1.Reason;
import dev.modelservice.operator.check.Finding;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When a status is worth a write, and when an Event. */
class ReportTest {

    private final World world = new World(Serialization.unmarshal("""
            apiVersion: modelservice.dev/v1alpha1
            kind: ModelService
            metadata: {name: minilm, namespace: team-a, uid: u, generation: 1}
            spec: {model: {uri: "oci://registry.example/minilm:1"}}
            """, ModelService.class));

    @Test
    void aStartingPodIsReportedOnceItHasTakenItsTime() {
        world.converge();
        world.add(World.pod("False", ""));

        var early = world.plan(World.CREATED.plusSeconds(4));
        assertThat(early.status()).isNull();
        assertThat(early.wakeAfter()).isEqualTo(Duration.ofSeconds(6));

        var due = world.plan(World.CREATED.plusSeconds(10));
        assertThat(due.status()).isNotNull();
        assertThat(due.wakeAfter()).isNull();
    }

    @Test
    void readyIsReportedAtOnceAndWithAnEvent() {
        world.converge();
        world.add(World.pod("True", ""));
        var plan = world.plan(World.CREATED.plusSeconds(1));
        assertThat(plan.status()).isNotNull();
        assertThat(plan.notices()).extracting(Notice::reason, Notice::warning).containsExactly(tuple("Serving", false));
    }

    @Test
    void troubleIsReportedAtOnceAndWithOneWarning() {
        world.converge();
        world.add(World.pod("False", """
                  containerStatuses:
                  - {name: runtime, ready: false, restartCount: 1, state: {terminated: {exitCode: 3}}}
                """));
        var plan = world.plan(World.CREATED.plusSeconds(1));
        assertThat(plan.notices())
                .extracting(Notice::reason, Notice::warning)
                .containsExactly(tuple("CrashLooping", true));

        world.carryOut(plan);
        var again = world.plan(World.CREATED.plusSeconds(2));
        assertThat(again.status()).isNull();
        assertThat(again.notices()).isEmpty();
    }

    @Test
    void aModelWhoseAddressBelongsToSomebodyElseIsNotReadyHoweverReadyItsPodsAre() {
        world.converge();
        world.add(World.pod("True", ""));
        world.children().remove("Service");

        var refused = world.refused(new Finding(Reason.NAME_TAKEN, "Service minilm exists", true));

        var ready = Conditions.find(Optional.ofNullable(refused.status()).orElseThrow(), ConditionType.READY)
                .orElseThrow();
        assertThat(ready.getStatus()).isEqualTo("False");
        assertThat(ready.getReason()).isEqualTo("NameTaken");
    }

    @Test
    void transitionTimeStaysWhileTheStatusStays() {
        world.converge();
        world.edit(Serialization.unmarshal("""
                apiVersion: modelservice.dev/v1alpha1
                kind: ModelService
                metadata: {name: minilm, namespace: team-a, uid: u, generation: 1}
                spec: {model: {uri: "oci://registry.example/minilm:1"}, replicas: 2}
                """, ModelService.class));
        world.add(World.pod("True", ""));
        world.carryOut(world.plan(World.CREATED.plusSeconds(5)));
        world.add(World.pod("False", ""));

        var status = Optional.ofNullable(
                        world.plan(World.CREATED.plusSeconds(60)).status())
                .orElseThrow();
        var ready = Conditions.find(status, ConditionType.READY).orElseThrow();
        assertThat(ready.getReason()).isEqualTo("Scaling");
        assertThat(ready.getLastTransitionTime()).isEqualTo("2026-01-01T00:00:05Z");
    }
}
