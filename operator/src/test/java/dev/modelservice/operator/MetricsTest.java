package dev.modelservice.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.operator.metrics.OperatorMetrics;
import dev.modelservice.operator.plan.Change;
import dev.modelservice.operator.plan.Plan;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetricsTest {

    @Test
    void aReconciliationIsTimedAndItsWritesAreCountedByKind() {
        var registry = new SimpleMeterRegistry();
        var metrics = new OperatorMetrics(registry);
        var service = new ServiceBuilder().build();

        metrics.done(
                metrics.started(),
                new Plan(List.of(new Change(service, true)), List.of(service), null, List.of(), null));

        assertThat(registry.get("modelservice.operator.reconciliations").timer().count())
                .isEqualTo(1);
        assertThat(registry.get("modelservice.operator.writes")
                        .tag("kind", "Service")
                        .counter()
                        .count())
                .isEqualTo(2);
        assertThat(registry.get("modelservice.operator.writes")
                        .tag("kind", "ModelServiceStatus")
                        .counter()
                        .count())
                .isZero();
    }
}
