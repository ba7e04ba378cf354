package dev.modelservice.operator.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.operator.analysis.GoldenResult;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GoldenOutcomeTest {

    @Test
    void theResultIsRead() {
        var pod = ended(
                "Succeeded",
                0,
                "{\"reason\":\"GoldenDone\",\"cases\":20,\"right\":19,\"accuracy\":0.95,"
                        + "\"similarity\":0.991,\"worst\":\"case-7.json: HTTP 500\"}");
        assertThat(GoldenOutcome.of(pod))
                .contains(new GoldenResult.Scores(20, 19, OptionalDouble.of(0.991), "case-7.json: HTTP 500"));
        assertThat(GoldenOutcome.isOver(pod)).isTrue();
    }

    @Test
    void ofTextsThereIsNoSimilarity() {
        var pod = ended("Succeeded", 0, "{\"reason\":\"GoldenDone\",\"cases\":2,\"right\":2,\"accuracy\":1.0}");
        assertThat(GoldenOutcome.of(pod)).contains(new GoldenResult.Scores(2, 2, OptionalDouble.empty(), ""));
    }

    @Test
    void whyThereIsNoResultIsSaid() {
        assertThat(GoldenOutcome.of(ended("Failed", 1, "{\"reason\":\"GoldenSetBroken\",\"message\":\"no case\"}")))
                .contains(new GoldenResult.Missing("no case"));
        assertThat(why(GoldenOutcome.of(ended("Failed", 137, "")))).contains("exit code 137", "kubectl logs golden");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{phase: Pending} | ",
                "{phase: Running, containerStatuses: [{name: golden, state: {running: {}}}]} | ",
                "{phase: Pending, containerStatuses: [{name: golden, state: {waiting: {reason: ContainerCreating}}}]} | ",
                "{phase: Pending, containerStatuses: [{name: golden, state: {waiting: {reason: ErrImagePull, message: no"
                        + " such image}}}]} | cannot start: ErrImagePull: no such image",
                "{phase: Pending, conditions: [{type: PodScheduled, status: 'False', reason: Unschedulable, message: 0/1"
                        + " nodes}]} | cannot start: Unschedulable: 0/1 nodes",
                "{phase: Failed, reason: DeadlineExceeded, message: too long} | was ended before every case was asked:"
                        + " DeadlineExceeded: too long"
            })
    void aPodThatIsNotDoneSaysOnlyWhatIsInItsWay(String status, String why) {
        var result = GoldenOutcome.of(Serialization.unmarshal(
                "apiVersion: v1\nkind: Pod\nmetadata: {name: golden-1}\nstatus: " + status, Pod.class));
        if (why == null) {
            assertThat(result).isEmpty();
        } else {
            assertThat(why(result)).contains(why);
        }
    }

    private static String why(Optional<GoldenResult> result) {
        return ((GoldenResult.Missing) result.orElseThrow()).why();
    }

    private static Pod ended(String phase, int exitCode, String message) {
        return new PodBuilder(pod(new PodStatus()))
                .editStatus()
                .withPhase(phase)
                .addNewContainerStatus()
                .withName("golden")
                .withNewState()
                .withNewTerminated()
                .withExitCode(exitCode)
                .withMessage(message)
                .endTerminated()
                .endState()
                .endContainerStatus()
                .endStatus()
                .build();
    }

    private static Pod pod(PodStatus status) {
        return new PodBuilder()
                .withNewMetadata()
                .withName("golden-1")
                .endMetadata()
                .withStatus(status)
                .build();
    }
}
