package dev.modelservice.operator.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelservice.operator.scaling.ScaleDecision.Why;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class AutoscalerTest {
    private static final ScalePolicy POLICY = Policies.concurrency(4, 20);
    private static final Sample CROWD = new Sample(0, 100, 10, 0, 0, 0);

    @Test
    void asManyAsTheLoadAsksForAreLeftAlone() {
        var service = new Service(POLICY, 3);
        assertThat(service.atWork(12, 60).why()).isEqualTo(Why.AT_TARGET);
        assertThat(service.wanted()).isEqualTo(3);
    }

    @Test
    void aLoadNearTheTargetIsLeftAlone() {
        var service = new Service(POLICY, 3);
        service.atWork(13, 60);
        assertThat(service.wanted()).as("13 of 12 is within a tenth").isEqualTo(3);
    }

    @Test
    void moreLoadWantsMore() {
        var service = new Service(POLICY, 3);
        service.atWork(12, 60);
        var decision = service.atWork(18, 60);
        assertThat(decision.replicas()).isEqualTo(5);
        assertThat(decision.message())
                .isEqualTo("requests at a time: 18 over 60 s, 18 over 6 s; target 4 for each replica, so 5.");
    }

    @Test
    void aJumpIsSeenInSecondsAndNotForgottenAtOnce() {
        var service = new Service(POLICY, 1);
        service.atWork(1, 60);
        assertThat(service.atWork(40, 6).why()).isEqualTo(Why.JUMPING);
        assertThat(service.wanted()).isEqualTo(10);
        service.allReady().atWork(1, 30);
        assertThat(service.wanted()).as("it only rises for a while").isEqualTo(10);
    }

    @Test
    void itRisesNoFasterThanItMay() {
        var limited = policy(0, 20, new Limit(100, 2, Duration.ofSeconds(15)));
        var service = new Service(limited, 1);
        service.atWork(80, 10);
        assertThat(service.wanted()).as("two more in fifteen seconds").isEqualTo(3);
        service.allReady().atWork(80, 15);
        assertThat(service.wanted()).as("twice as many").isEqualTo(6);
    }

    @Test
    void itFallsOnlyWhenFewerWereWantedForAWhile() {
        var service = new Service(POLICY, 10);
        service.atWork(40, 120);
        assertThat(service.atWork(4, 60).why()).isEqualTo(Why.CALMING);
        assertThat(service.wanted()).isEqualTo(10);
        service.atWork(4, 60);
        assertThat(service.wanted()).as("half in a period").isBetween(1, 5);
    }

    @Test
    void itIsZeroOnlyAfterTheTimeThatTheSpecSays() {
        var service = new Service(POLICY, 1);
        service.atWork(1, 60);
        service.loaded(Sample.NOTHING, 119);
        assertThat(service.wanted()).isEqualTo(1);
        assertThat(service.loaded(Sample.NOTHING, 2).why()).isEqualTo(Why.AT_ZERO);
        assertThat(service.wanted()).isZero();
    }

    @Test
    void aRequestNowAndThenKeepsOne() {
        var service = new Service(POLICY, 1);
        for (int i = 0; i < 10; i++) {
            service.atWork(1, 1);
            service.loaded(Sample.NOTHING, 100);
        }
        assertThat(service.wanted()).isEqualTo(1);
    }

    @Test
    void manyWhoWakeItStartOne() {
        var service = new Service(POLICY, 0);
        var decision = service.loaded(CROWD, 1);
        assertThat(decision.why()).isEqualTo(Why.WAKING);
        assertThat(decision.message()).isEqualTo("100 requests wait; the first replica is started.");
        assertThat(service.loaded(CROWD, 30).replicas())
                .as("nobody knows yet how long a request takes")
                .isEqualTo(1);
    }

    @Test
    void nobodyKnowsNothingChanges() {
        var service = new Service(POLICY, 7);
        service.atWork(28, 60);
        assertThat(service.silent(3600).why()).isEqualTo(Why.NO_DATA);
        assertThat(service.wanted()).isEqualTo(7);
    }

    @Test
    void nobodyKnowsAndTheLeastHasRisen() {
        var service = new Service(POLICY, 0);
        service.policy(policy(2, 20, POLICY.up()));
        assertThat(service.silent(10).replicas()).isEqualTo(2);
    }

    @Test
    void afterARestartItHoldsWhatThereIs() {
        var service = new Service(POLICY, 7);
        service.atWork(4, 50);
        assertThat(service.wanted()).as("it has not seen a calm time yet").isEqualTo(7);
        service.atWork(4, 20);
        assertThat(service.wanted()).isLessThan(7);
    }

    @Test
    void whatWaitsWhileReplicasLoadDoesNotAskForMore() {
        var service = new Service(POLICY, 1);
        service.atWork(4, 60);
        service.loaded(new Sample(4, 0, 16, 4, 4, 0), 10);
        assertThat(service.wanted()).isEqualTo(4);
        service.loaded(new Sample(4, 1000, 16, 4, 4, 0), 40);
        assertThat(service.wanted()).isEqualTo(4);
    }

    @Test
    void whatStillWaitsAfterwardsDoes() {
        var service = new Service(POLICY, 1);
        service.atWork(4, 60);
        service.loaded(new Sample(4, 0, 16, 4, 4, 0), 10);
        service.allReady().loaded(new Sample(16, 600, 16, 16, 16, 0), 10);
        assertThat(service.wanted()).as("16 a second, and 600 within a minute").isGreaterThan(4);
    }

    @Test
    void longRequestsCountBeforeTheyEnd() {
        var service = new Service(POLICY, 1);
        service.loaded(new Sample(40, 0, 0, 0, 0, 0), 60);
        assertThat(service.wanted()).isEqualTo(10);
    }

    @Test
    void moreThanThereMayBeIsSaid() {
        var service = new Service(POLICY, 20);
        var decision = service.atWork(200, 60);
        assertThat(decision.why()).isEqualTo(Why.AT_MOST);
        assertThat(decision.message()).endsWith("so 50, where there may be 20.");
    }

    @Test
    void requestsAndTokensASecondAreMetricsToo() {
        var requests = new Service(metric(Metric.RPS, 10), 1);
        requests.loaded(new Sample(5, 0, 50, 50, 5, 0), 60);
        assertThat(requests.wanted()).isEqualTo(5);

        var tokens = new Service(metric(Metric.TOKENS_PER_SECOND, 100), 1);
        tokens.loaded(new Sample(5, 0, 5, 5, 5, 400), 60);
        assertThat(tokens.wanted()).isEqualTo(4);
    }

    @Test
    void aPolicyThatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> Policies.concurrency(0, 20)).hasMessageContaining("target is above 0");
        assertThatThrownBy(() -> policy(5, 4, POLICY.up())).hasMessageContaining("least 5 no more than most 4");
    }

    /** Whatever comes: the number stays within its bounds, falls by no more than half in a period, and comes to rest. */
    @Property(tries = 2_000)
    void everyHistoryKeepsThePromisesAndSettles(@ForAll("loads") List<Integer> loads) {
        var policy = policy(1, 20, POLICY.up());
        var service = new Service(policy, 1);
        for (int load : loads) {
            int before = service.wanted();
            var decision = load < 0 ? service.silent(5) : service.allReady().atWork(load, 15);
            assertThat(decision.replicas()).isBetween(1, 20);
            assertThat(decision.replicas()).as("a period's fall").isGreaterThanOrEqualTo(Math.max(1, before / 4));
        }
        service.allReady().atWork(20, 400);
        int rest = service.wanted();
        assertThat(rest).isBetween(5, 6);
        service.allReady().atWork(20, 400);
        assertThat(service.wanted()).isEqualTo(rest);
    }

    @Provide
    Arbitrary<List<Integer>> loads() {
        return Arbitraries.integers().between(-1, 100).list().ofMinSize(1).ofMaxSize(25);
    }

    private static ScalePolicy metric(Metric metric, double target) {
        return new ScalePolicy(
                0,
                20,
                metric,
                target,
                POLICY.stableWindow(),
                POLICY.panicWindow(),
                2,
                0.1,
                POLICY.initialDelay(),
                POLICY.up(),
                POLICY.down(),
                POLICY.calm(),
                POLICY.zeroAfter());
    }

    private static ScalePolicy policy(int least, int most, Limit up) {
        return new ScalePolicy(
                least,
                most,
                Metric.CONCURRENCY,
                4,
                POLICY.stableWindow(),
                POLICY.panicWindow(),
                2,
                0.1,
                POLICY.initialDelay(),
                up,
                POLICY.down(),
                POLICY.calm(),
                POLICY.zeroAfter());
    }
}
