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
    private final Reply reply;
    private Duration queued = Duration.ZERO;
    private int batchRows;
    private long startedNanos;
    private final AtomicBoolean ended = new AtomicBoolean();

    Job(InferenceRequest request, Prepared prepared, Reply reply) {
        this.request = request;
        this.prepared = prepared;
        this.reply = reply;
    }

    Prepared prepared() {
        return prepared;
    }

    boolean isOpen() {
        return !ended.get();
    }

    /** Its batch starts, on the thread that will answer it. */
    void start(Duration queued, int batchRows, long now) {
        this.queued = queued;
        this.batchRows = batchRows;
        this.startedNanos = now;
    }

    void answer(List<Tensor> outputs, long now) {
        if (ended.compareAndSet(false, true)) {
            Timing timing = new Timing(queued, Duration.ofNanos(now - startedNanos), batchRows);
            reply.answered(new InferenceResponse(request.model(), request.id(), outputs, prepared.tokens(), timing));
        }
    }

    void refuse(Rejection rejection) {
        if (ended.compareAndSet(false, true)) {
            reply.refused(rejection);
        }
    }
}
