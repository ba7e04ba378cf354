package dev.modelservice.runtime.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.runtime.engine.EngineOptions;
import dev.modelservice.runtime.metrics.Outcome;
import dev.modelservice.runtime.metrics.ServingMetrics;
import dev.modelservice.runtime.model.ModelStore;
import dev.modelservice.runtime.request.Protocol;
import dev.modelservice.runtime.request.Rejection;
import dev.modelservice.runtime.trace.Tracing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class VisitTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Admission admission = new Admission(0);
    private final Drain drain = new Drain(new DrainPolicy(SECOND, Duration.ZERO), () -> 0);
    private final Entrance entrance = entrance();

    @Test
    void bodiesOfAllVisitsShareTheMemory() {
        Visit one = begin(Protocol.V2_GRPC);
        Visit other = begin(Protocol.V2_REST);

        assertThat(one.hold(60)).isEmpty();
        assertThat(other.hold(41))
                .contains(new Rejection.Overloaded(
                        "the requests that are here fill the 100 bytes that are allowed for all of them; try again later",
                        1));
        assertThat(other.hold(40)).isEmpty();
        one.leave();
        assertThat(other.hold(60)).isEmpty();
    }

    @Test
    void aPlaceIsGivenBackOnce() {
        Visit visit = begin(Protocol.V2_GRPC);
        assertThat(visit.admit()).isEmpty();
        assertThat(admission.inside()).isOne();

        visit.leave();
        visit.leave();

        assertThat(admission.inside()).isZero();
    }

    @Test
    void whoWasNotLetInLeavesNoPlace() {
        Visit first = begin(Protocol.V2_GRPC);
        Visit second = begin(Protocol.V2_GRPC);
        assertThat(first.admit()).isEmpty();

        assertThat(second.admit()).get().isInstanceOf(Rejection.Overloaded.class);
        second.leave();

        assertThat(admission.inside()).isOne();
    }

    @Test
    void whoIsGoneTakesNothing() {
        Visit visit = begin(Protocol.V2_GRPC);
        visit.leave();

        assertThat(visit.hold(1)).isPresent();
        assertThat(visit.admit()).isPresent();
        assertThat(admission.inside()).isZero();
    }

    @Test
    void whoLeavesWithoutAnAnswerIsCountedAndStopped() {
        AtomicInteger stopped = new AtomicInteger();
        Visit visit = begin(Protocol.V2_GRPC);
        visit.onAbandoned(stopped::incrementAndGet);

        visit.leave();

        assertThat(stopped).hasValue(1);
        assertThat(counted("abandoned")).isOne();
        // What was to be stopped may be known only after.
        visit.onAbandoned(stopped::incrementAndGet);
        assertThat(stopped).hasValue(2);
    }

    @Test
    void whoHasAnAnswerIsCountedOnceAndNotStopped() {
        AtomicInteger stopped = new AtomicInteger();
        Visit visit = begin(Protocol.V2_GRPC);
        visit.onAbandoned(stopped::incrementAndGet);

        assertThat(visit.count(Outcome.ANSWERED)).isTrue();
        assertThat(visit.count(Outcome.TOO_LATE)).isFalse();
        visit.leave();

        assertThat(stopped).hasValue(0);
        assertThat(counted("answered")).isOne();
        assertThat(counted("too_late") + counted("abandoned")).isZero();
    }

    @Test
    void theDrainWaitsForAVisitUntilItLeaves() throws InterruptedException {
        Visit visit = begin(Protocol.V2_GRPC);
        assertThat(visit.refusal()).isEmpty();
        drain.begin();
        assertThat(entrance.isClosing()).isTrue();

        visit.leave();

        assertThat(drain.await()).isZero();
        assertThat(begin(Protocol.V2_GRPC).refusal()).contains(new Rejection.NotReady("this server is stopping"));
    }

    private double counted(String outcome) {
        return registry.get("modelservice.runtime.requests")
                .tags("protocol", "v2-grpc", "outcome", outcome)
                .counter()
                .count();
    }

    private Entrance entrance() {
        ServingMetrics metrics = new ServingMetrics(registry, "m");
        ModelStore store = new ModelStore("m", Path.of("nowhere"), List.of(), new EngineOptions(1));
        InferenceSettings settings = new InferenceSettings(
                OptionalInt.of(1), 1, SECOND, OptionalInt.empty(), OptionalLong.empty(), Duration.ZERO);
        Inference inference = new Inference(store, settings, new Running(() -> 0), metrics, () -> 0);
        return new Entrance(inference, admission, drain, metrics, Tracing.OFF, 100);
    }

    private Visit begin(Protocol protocol) {
        return entrance.begin(protocol, "infer", header -> null);
    }
}
