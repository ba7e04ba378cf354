package dev.modelservice.operator.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.api.v1alpha1.Reason;
import dev.modelservice.api.v1alpha1.VerdictStatus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How rollouts go, and where others' went wrong. */
class RolloutPolicyTest {
    private static final String CANARY = """
            steps:
            - {weight: 10, holdSeconds: 60}
            - {weight: 50, pause: true}
            """;
    private static final String JUDGED = """
            steps: [{weight: 10, holdSeconds: 20}]
            analysis: {intervalSeconds: 10, inconclusiveDeadlineSeconds: 100, checks: [{metric: errorPercent, max: "1"}]}
            """;

    private final Town town = new Town();

    @Test
    void theFirstRevisionSkipsTheSteps() {
        town.spec(CANARY).step();

        assertThat(town.rollout().stable()).isEqualTo("m-1");
        assertThat(town.rollout().run()).isNull();
        assertThat(town.last().replicas()).containsOnly(Map.entry("m-1", 1));
    }

    @Test
    void aCanaryGetsItsSharesInTurnAndThenEverything() {
        town.spec(CANARY).replicas(4).serving("m-1").want("m-2").step();
        assertThat(town.rollout().split()).isEqualTo(new Split("m-1", "m-2", 0, 0));
        assertThat(town.wantedOf("m-2")).as("one pod for a tenth").isEqualTo(1);

        town.ready("m-2", 1).step();
        assertThat(town.rollout().split().weight()).isEqualTo(10);
        town.later(59).step();
        assertThat(town.rollout().split().weight()).isEqualTo(10);
        town.later(1).step();
        assertThat(town.wantedOf("m-2")).as("two pods for a half").isEqualTo(2);
        assertThat(town.rollout().split().weight())
                .as("not before they are ready")
                .isEqualTo(10);
        town.ready("m-2", 2).step();
        assertThat(town.rollout().split().weight()).isEqualTo(50);
        assertThat(town.rollout().words().reason()).isEqualTo(Reason.ROLLOUT_PAUSED);

        town.later(1000).step();
        assertThat(town.rollout().split().weight()).as("waits for somebody").isEqualTo(50);
        town.step("promote@1");
        assertThat(town.wantedOf("m-2")).isEqualTo(4);
        assertThat(town.rollout().split().weight()).isEqualTo(50);
        town.ready("m-2", 4).step();
        assertThat(town.rollout().stable()).isEqualTo("m-2");
        assertThat(town.rollout().split()).isEqualTo(Split.all("m-2"));
        assertThat(town.wantedOf("m-1")).as("kept for a while").isEqualTo(4);
        town.later(31).step();
        assertThat(town.wantedOf("m-1")).isZero();
    }

    /** KServe #5983, Argo #587: traffic to what has no ready pod. */
    @Test
    void aCandidateThatLosesItsPodsLosesItsShare() {
        begun();
        town.ready("m-2", 0).step();
        assertThat(town.rollout().split().weight()).isZero();
        town.ready("m-2", 1).step();
        assertThat(town.rollout().split().weight()).isEqualTo(10);
    }

    /** Argo #4841: the canary's pods went before its requests did. */
    @Test
    void whatIsRefusedLosesItsShareFirstAndItsPodsLater() {
        begun();
        town.trouble(new Look.Trouble(Reason.CRASH_LOOPING, "the runtime ended", true))
                .step();

        assertThat(town.rollout().split()).isEqualTo(Split.all("m-1"));
        assertThat(town.rollout().refused()).isEqualTo("m-2");
        assertThat(town.rollout().words().message()).contains("m-2", "the runtime ended");
        assertThat(town.last().kept()).containsExactly("m-2");
        town.trouble(null).later(29).step();
        assertThat(town.last().kept()).containsExactly("m-2");
        town.later(2).step();
        assertThat(town.last().kept()).isEmpty();
        assertThat(town.rollout().run()).as("an abort is final until asked").isNull();
    }

    @Test
    void podsThatNeverComeAreRefusedInTime() {
        town.spec("steps: [{weight: 10}]\nprogressDeadlineSeconds: 100")
                .serving("m-1")
                .want("m-2")
                .step();
        town.trouble(new Look.Trouble(Reason.UNSCHEDULABLE, "0/1 nodes have a GPU", false))
                .later(99)
                .step();
        assertThat(town.rollout().candidate()).isEqualTo("m-2");
        town.later(1).step();

        assertThat(town.rollout().refused()).isEqualTo("m-2");
        assertThat(town.rollout().words().reason()).isEqualTo(Reason.PROGRESS_DEADLINE_EXCEEDED);
        assertThat(town.rollout().words().message()).contains("0/1 nodes have a GPU");
    }

    /** Argo #2235 and others: a second rollout during the first. */
    @Test
    void anotherSpecReplacesTheCandidate() {
        begun();
        town.want("m-3").step();

        assertThat(town.rollout().split()).isEqualTo(new Split("m-1", "m-3", 0, 0));
        assertThat(town.last().kept()).containsExactly("m-2");
        town.later(31).step();
        assertThat(town.last().kept()).isEmpty();
    }

    /** Argo #3354, KServe #2130: there and back again. */
    @Test
    void theStableSpecCancelsTheRollout() {
        begun();
        town.want("m-1").step();

        assertThat(town.rollout().split()).isEqualTo(Split.all("m-1"));
        assertThat(town.rollout().run()).isNull();
        assertThat(town.rollout().words().phase()).isEqualTo(Phase.COMPLETE);
    }

    @Test
    void aReturnToARevisionThatHasServedSkipsTheSteps() {
        promoted();
        town.later(60).step();
        town.want("m-1").step();
        assertThat(town.rollout().candidate()).isEqualTo("m-1");
        town.allReady().step();
        assertThat(town.rollout().stable()).isEqualTo("m-1");
    }

    @Test
    void itComesBackAtOnceWhileItsPodsAreKept() {
        promoted();
        town.want("m-1").step();
        assertThat(town.rollout().stable()).isEqualTo("m-1");
    }

    @Test
    void aReturnToARevisionThatWasRefusedDoesNot() {
        begun();
        town.step("abort@1");
        town.want("m-3").step();
        town.want("m-2").step();
        town.allReady().step();
        assertThat(town.rollout().split().weight()).isEqualTo(10);
    }

    @Test
    void whatNeverServedIsReplacedAtOnce() {
        town.spec(CANARY).want("m-1").step();
        town.want("m-2").step();
        assertThat(town.rollout().stable()).isEqualTo("m-2");
        assertThat(town.rollout().run()).isNull();
    }

    /** Argo #1774, #841: stuck when the stable revision itself is ill. */
    @Test
    void aRolloutGoesOnWhileTheStableRevisionIsIll() {
        town.spec(CANARY).serving("m-1").want("m-2").step();
        town.ready("m-1", 0).ready("m-2", 1).step();
        town.later(60).step();
        assertThat(town.rollout().split().weight()).isEqualTo(50);
    }

    @Test
    void stepsMayChangeOnTheWay() {
        begun();
        town.spec("steps: [{weight: 30, holdSeconds: 60}]").step();
        assertThat(town.rollout().split().weight()).isEqualTo(30);
        town.spec("steps: [{weight: 5}, {weight: 20, pause: true}]").step();
        town.step();
        assertThat(town.rollout().split().weight()).isEqualTo(20);
        town.spec("{}").step();
        town.step();
        assertThat(town.rollout().stable()).isEqualTo("m-2");
    }

    @Test
    void blueGreenWaitsWithAllItsPodsAndGetsEverythingAtOnce() {
        town.spec("strategy: BlueGreen").replicas(3).serving("m-1").want("m-2").step();
        town.ready("m-2", 2).step();
        assertThat(town.rollout().words().message()).contains("2 of 3");
        town.ready("m-2", 3).step();
        assertThat(town.rollout().words().phase()).isEqualTo(Phase.PAUSED);
        assertThat(town.rollout().split().weight()).isZero();
        town.step("promote@1");
        assertThat(town.rollout().stable()).isEqualTo("m-2");
    }

    @Test
    void blueGreenPromotesItselfWhereItMay() {
        town.spec("strategy: BlueGreen\npromoteAfterSeconds: 30")
                .serving("m-1")
                .want("m-2")
                .step();
        town.allReady().step();
        town.later(29).step();
        assertThat(town.rollout().stable()).isEqualTo("m-1");
        town.later(1).step();
        assertThat(town.rollout().stable()).isEqualTo("m-2");
    }

    @Test
    void podByPodTheStableRevisionGoesOnlyAsFarAsTheGatewaysWereTold() {
        town.replicas(3).serving("m-1").want("m-2").step();
        assertThat(town.wantedOf("m-2")).isEqualTo(1);
        town.ready("m-2", 1).step();
        assertThat(town.rollout().split().weight()).isEqualTo(33);
        assertThat(town.wantedOf("m-1"))
                .as("told in the status that is written now")
                .isEqualTo(3);
        town.step();
        assertThat(town.wantedOf("m-1")).isEqualTo(2);
        town.allReady().step();
        town.allReady().step();
        town.allReady().step();
        assertThat(town.rollout().stable()).isEqualTo("m-2");
    }

    @Test
    void podByPodTheLastPodOfTheStableRevisionStaysWhileItHasAShare() {
        town.replicas(2).serving("m-1").want("m-2").step();
        town.ready("m-2", 1).step();
        town.step("pause@1");
        town.replicas(1).step();
        assertThat(town.rollout().split().weight()).isEqualTo(50);
        assertThat(town.wantedOf("m-1")).isEqualTo(1);
    }

    @Test
    void withoutPodsThereIsNothingToProve() {
        town.spec(CANARY).serving("m-1").replicas(0).step();
        town.want("m-2").step();
        assertThat(town.rollout().stable()).isEqualTo("m-2");
    }

    @Test
    void aPassedAnalysisGoesOn() {
        judged();
        town.verdicts(Town.verdict(VerdictStatus.PASS)).later(10).step();
        assertThat(town.rollout().split().weight())
                .as("the step's time is not over")
                .isEqualTo(10);
        town.later(10).step();
        assertThat(town.rollout().stable()).isEqualTo("m-2");
    }

    @Test
    void aFailedAnalysisGoesBack() {
        judged();
        town.verdicts(Town.verdict(VerdictStatus.FAIL)).later(10).step();
        assertThat(town.rollout().refused()).isEqualTo("m-2");
        assertThat(town.rollout().words().reason()).isEqualTo(Reason.ANALYSIS_FAILED);
        assertThat(town.rollout().words().message()).contains("errorPercent is 1.5", "wanted <= 1");
        assertThat(town.rollout().verdicts()).containsExactly(Town.verdict(VerdictStatus.FAIL));
    }

    @Test
    void asManyFailuresAreForgivenAsTheSpecSays() {
        town.spec(JUDGED.replace("intervalSeconds: 10", "intervalSeconds: 10, failureLimit: 1"));
        town.serving("m-1").want("m-2").step();
        town.allReady().step();
        town.verdicts(Town.verdict(VerdictStatus.FAIL)).later(10).step();
        assertThat(town.rollout().candidate()).isEqualTo("m-2");
        town.later(10).step();
        assertThat(town.rollout().refused()).isEqualTo("m-2");
    }

    /** Argo #3873, #4479, #180, Flagger #1011, #1035: promoted, or sent back, for want of data. */
    @Test
    void withoutDataItNeitherGoesOnNorBack() {
        judged();
        town.verdicts(Town.verdict(VerdictStatus.INCONCLUSIVE)).later(60).step();
        assertThat(town.rollout().words().phase()).isEqualTo(Phase.INCONCLUSIVE);
        assertThat(town.rollout().split().weight()).isEqualTo(10);
        town.verdicts().later(10).step();
        assertThat(town.rollout().words().phase()).as("no verdict at all").isEqualTo(Phase.INCONCLUSIVE);
        town.verdicts(Town.verdict(VerdictStatus.INCONCLUSIVE)).later(50).step();
        assertThat(town.rollout().words().phase()).isEqualTo(Phase.PAUSED);
        assertThat(town.rollout().words().reason()).isEqualTo(Reason.ANALYSIS_INCONCLUSIVE);
        town.verdicts(Town.verdict(VerdictStatus.PASS)).later(1000).step();
        assertThat(town.rollout().stable())
                .as("past the deadline somebody has to act")
                .isEqualTo("m-1");
        town.step("resume@1");
        town.later(20).step();
        assertThat(town.rollout().stable()).isEqualTo("m-2");
    }

    @Test
    void theGoldenSetIsTriedBeforeAnyRequestAndBeforeThePromotion() {
        town.spec(CANARY)
                .golden(new Look.Golden(List.of(), List.of()))
                .serving("m-1")
                .want("m-2")
                .step();
        town.allReady().step();
        assertThat(town.last().golden()).isEqualTo(new GoldenRun("m-2", GoldenRun.Moment.BEFORE));
        assertThat(town.rollout().split().weight()).isZero();
        var pass = List.of(Town.verdict(VerdictStatus.PASS));
        town.golden(new Look.Golden(pass, List.of())).step();
        assertThat(town.rollout().split().weight()).isEqualTo(10);
        assertThat(town.rollout().verdicts()).isEqualTo(pass);
        town.later(60).step();
        town.step("promote@1");
        assertThat(town.last().golden()).isEqualTo(new GoldenRun("m-2", GoldenRun.Moment.PROMOTION));
        assertThat(town.rollout().stable()).isEqualTo("m-1");
        town.golden(new Look.Golden(pass, List.of(Town.verdict(VerdictStatus.FAIL))))
                .step();
        assertThat(town.rollout().refused()).isEqualTo("m-2");
    }

    @Test
    void abortIsFinalUntilRetry() {
        begun();
        town.step("abort@1");
        town.allReady().later(1000).step();
        assertThat(town.rollout().run()).isNull();
        town.step("retry@2");
        assertThat(town.rollout().candidate()).isEqualTo("m-2");
        assertThat(town.rollout().refused()).isNull();
    }

    @Test
    void undoGoesBackAndLeavesTheSpecAlone() {
        promoted();
        town.later(60).step();
        town.step("undo@1");
        assertThat(town.rollout().candidate()).isEqualTo("m-1");
        town.allReady().step();
        assertThat(town.rollout().stable()).isEqualTo("m-1");
        assertThat(town.rollout().words().phase()).isEqualTo(Phase.UNDONE);
        town.later(100).step();
        assertThat(town.rollout().stable()).as("the spec still asks for m-2").isEqualTo("m-1");
        town.step("retry@2");
        town.allReady().step();
        assertThat(town.rollout().stable()).isEqualTo("m-2");
        assertThat(town.rollout().words().phase()).isEqualTo(Phase.COMPLETE);
    }

    @Test
    void undoTakesANameItsEndOrANumber() {
        promoted();
        assertThat(handled("undo/m-1@1")).isTrue();
        promoted();
        assertThat(handled("undo/1@2")).isTrue();
        assertThat(handled("undo/m-9@3")).isFalse();
        assertThat(message()).contains("m-9", "m-1, m-2");
    }

    @Test
    void pauseHoldsWhatHoldsAndResumeLetsGo() {
        begun();
        town.step("pause@1");
        town.later(600).step();
        assertThat(town.rollout().split().weight()).isEqualTo(10);
        assertThat(town.rollout().words().phase()).isEqualTo(Phase.PAUSED);
        town.step("resume@2");
        town.later(60).step();
        assertThat(town.rollout().split().weight()).isEqualTo(50);
    }

    @Test
    void promoteFullGoesPastEverything() {
        judged();
        assertThat(handled("promote-full@1")).isTrue();
        assertThat(town.rollout().stable()).isEqualTo("m-2");
    }

    @Test
    void verbsThatMakeNoSenseAreRefusedWithTheReason() {
        town.spec(CANARY).serving("m-1");
        for (var verb : List.of("promote", "promote-full", "pause", "resume", "abort", "retry", "undo")) {
            assertThat(handled(verb + "@1")).as(verb).isFalse();
            assertThat(message()).as(verb).isNotBlank();
        }
        assertThat(handled("promte@1")).isFalse();
        assertThat(message()).contains("promote-full");
        assertThat(handled("promote")).isFalse();
        assertThat(handled("abort/m-1@1")).isFalse();
    }

    private boolean handled(String action) {
        return town.step(action).handled().orElseThrow().accepted();
    }

    private String message() {
        return town.last().handled().orElseThrow().message();
    }

    private void begun() {
        town.spec(CANARY).serving("m-1").want("m-2").step();
        town.allReady().step();
        assertThat(town.rollout().split().weight()).isEqualTo(10);
    }

    private void judged() {
        town.spec(JUDGED).serving("m-1").want("m-2").step();
        town.allReady().step();
        assertThat(town.rollout().split().weight()).isEqualTo(10);
    }

    private void promoted() {
        town.spec("{}").serving("m-1").want("m-2").step();
        town.allReady().step();
        town.spec(CANARY).step();
        assertThat(town.rollout().stable()).isEqualTo("m-2");
    }
}
