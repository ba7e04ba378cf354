package dev.modelservice.runtime.serve;

import dev.modelservice.runtime.engine.Prepared;
import dev.modelservice.runtime.request.InferenceRequest;
import dev.modelservice.runtime.request.InferenceResponse;
import dev.modelservice.runtime.request.Rejection;
import dev.modelservice.runtime.request.Tensor;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** One request on its way through the batcher; ends once. */
final class Job {

    private final InferenceRequest request;
    private final Prepared prepared;
    private final Reply reply;
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

    void answer(List<Tensor> outputs) {
        if (ended.compareAndSet(false, true)) {
            reply.answered(new InferenceResponse(request.model(), request.id(), outputs, prepared.tokens()));
        }
    }

    void refuse(Rejection rejection) {
        if (ended.compareAndSet(false, true)) {
            reply.refused(rejection);
        }
    }
}
