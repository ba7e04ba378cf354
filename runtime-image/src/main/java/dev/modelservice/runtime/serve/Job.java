package dev.modelservice.runtime.serve;

import dev.modelservice.runtime.engine.Prepared;
import dev.modelservice.runtime.request.InferenceRequest;
import dev.modelservice.runtime.request.InferenceResponse;
import dev.modelservice.runtime.request.Rejection;
import dev.modelservice.runtime.request.Tensor;
import dev.modelservice.runtime.request.Timing;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** One request on its way through the batcher; ends once. */
final class Job {

    private final InferenceRequest request;
    private final Prepared prepared;
    private final Duration preparing;
    private final Reply reply;
    private final AtomicBoolean ended = new AtomicBoolean();
    private Duration waited = Duration.ZERO;

    Job(InferenceRequest request, Prepared prepared, Duration preparing, Reply reply) {
        this.request = request;
        this.prepared = prepared;
        this.preparing = preparing;
        this.reply = reply;
    }

    Prepared prepared() {
        return prepared;
    }

    /** How long it took to prepare it. */
    Duration preparing() {
        return preparing;
    }

    /** How long it waited for its turn, once that came. */
    Duration waited() {
        return waited;
    }

    /** Its turn came, after this time. */
    void begins(Duration waiting) {
        waited = waiting;
    }

    boolean isOpen() {
        return !ended.get();
    }

    void answer(List<Tensor> outputs, Timing timing) {
        if (ended.compareAndSet(false, true)) {
            reply.answered(new InferenceResponse(request.model(), request.id(), outputs, prepared.tokens(), timing));
        }
    }

    void refuse(Rejection rejection) {
        if (ended.compareAndSet(false, true)) {
            reply.refused(rejection);
        }
    }
}
