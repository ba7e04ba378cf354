package dev.modelservice.operator.metrics;

import dev.modelservice.operator.check.Finding;
import dev.modelservice.operator.plan.Plan;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** The operator's own figures; their names are public. */
public final class OperatorMetrics {

    private static final String PREFIX = "modelservice.operator.";

    private static final String STATUS = "ModelServiceStatus";

    private final MeterRegistry registry;

    public OperatorMetrics(MeterRegistry registry) {
        this.registry = registry;
        // From the first scrape on, so that a rate has something to start from.
        reconciliations();
        writes(STATUS);
    }

    /** A reconciliation begins. */
    public Timer.Sample started() {
        return Timer.start(registry);
    }

    /** It ended well: {@code modelservice_operator_reconciliations_seconds}, and its writes by kind. */
    public void done(Timer.Sample sample, Plan plan) {
        sample.stop(reconciliations());
        plan.apply().forEach(change -> writes(change.desired().getKind()).increment());
        plan.delete().forEach(object -> writes(object.getKind()).increment());
        if (plan.status() != null) {
            writes(STATUS).increment();
        }
    }

    /** The API server refused a write: {@code modelservice_operator_refusals_total} by reason. */
    public void refused(Finding finding) {
        registry.counter(PREFIX + "refusals", "reason", finding.reason().value())
                .increment();
    }

    private Timer reconciliations() {
        return Timer.builder(PREFIX + "reconciliations")
                .description("Looks at one ModelService, from the snapshot to the report")
                .register(registry);
    }

    private Counter writes(String kind) {
        return Counter.builder(PREFIX + "writes")
                .description("Writes that plans asked for, by kind of object")
                .tag("kind", kind)
                .register(registry);
    }
}
