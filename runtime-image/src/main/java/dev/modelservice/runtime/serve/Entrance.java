package dev.modelservice.runtime.serve;

import dev.modelservice.runtime.metrics.ServingMetrics;
import dev.modelservice.runtime.request.Protocol;
import dev.modelservice.runtime.trace.Tracing;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where requests of every transport come in: counted for the drain, within the memory, within the places. */
public final class Entrance {

    private final Inference inference;
    private final Admission admission;
    private final Drain drain;
    private final ServingMetrics metrics;
    private final Tracing tracing;
    private final HeldBytes bodies;

    /**
     * @param maxHeldBytes of all requests that are here at a time
     */
    public Entrance(
            Inference inference,
            Admission admission,
            Drain drain,
            ServingMetrics metrics,
            Tracing tracing,
            long maxHeldBytes) {
        this.inference = inference;
        this.admission = admission;
        this.drain = drain;
        this.metrics = metrics;
        this.tracing = tracing;
        this.bodies = new HeldBytes(maxHeldBytes);
    }

    /**
     * A request begins. Whoever calls this sees to it that the visit is left, however it ends.
     *
     * @param operation what is asked for, one of few
     * @param header gives the value of a header by its lower-case name
     */
    public Visit begin(Protocol protocol, String operation, Function<String, @Nullable String> header) {
        return new Visit(this, protocol, tracing.begin(operation, protocol, header), drain.arrived());
    }

    /** Whether this process was asked to stop, so that clients should not come back to it. */
    public boolean isClosing() {
        return drain.isDraining();
    }

    Inference inference() {
        return inference;
    }

    Admission admission() {
        return admission;
    }

    Drain drain() {
        return drain;
    }

    ServingMetrics metrics() {
        return metrics;
    }

    HeldBytes bodies() {
        return bodies;
    }
}
