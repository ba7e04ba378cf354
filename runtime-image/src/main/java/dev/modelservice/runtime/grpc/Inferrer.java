package dev.modelservice.runtime.grpc;

import dev.modelservice.runtime.codec.CodecThreads;
import dev.modelservice.runtime.codec.Room;
import dev.modelservice.runtime.metrics.Outcome;
import dev.modelservice.runtime.model.ModelMetadata;
import dev.modelservice.runtime.request.InferenceRequest;
import dev.modelservice.runtime.request.InferenceResponse;
import dev.modelservice.runtime.request.RejectedException;
import dev.modelservice.runtime.request.Rejection;
import dev.modelservice.runtime.request.Tensor;
import dev.modelservice.runtime.serve.Inference;
import dev.modelservice.runtime.serve.Reply;
import dev.modelservice.runtime.serve.Visit;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Brings messages to the model and its answers back, for calls of one message and of many. */
final class Inferrer {

    private static final Logger LOG = Logger.getLogger(Inferrer.class);

    /** Takes the one end of a request, on any thread. */
    interface Outlet {

        /** Writes the answer that is to be sent. */
        byte[] encode(InferenceResponse response, InferRequest request);

        void answer(byte[] message);

        void refuse(Rejection rejection);
    }

    private final Inference inference;
    private final CodecThreads codecs;
    private final int limit;

    /**
     * @param limit of bytes of a message, and of its tensors
     */
    Inferrer(Inference inference, CodecThreads codecs, int limit) {
        this.inference = inference;
        this.codecs = codecs;
        this.limit = limit;
    }

    /**
     * Answers a message that is here as a whole.
     *
     * @param remaining how long the client still waits
     */
    void infer(Visit visit, Message message, @Nullable Duration remaining, Outlet outlet) {
        Optional<Rejection> refusal = visit.admit();
        if (refusal.isPresent()) {
            refuse(visit, outlet, refusal.get());
            return;
        }
        long bytes = message.isPacked() ? limit : message.bytes().length;
        codecs.run(bytes, () -> attempt(visit, outlet, () -> submit(visit, outlet, message, remaining)));
    }

    private void submit(Visit visit, Outlet outlet, Message message, @Nullable Duration remaining) {
        Message plain = message.unpacked(limit);
        if (message.isPacked()) {
            InferenceService.hold(visit, plain.bytes().length);
        }
        InferRequest given = GrpcCodec.decode(plain.fields(limit), new Room(limit));
        ModelMetadata.requireVersion(given.request().model(), given.version());
        InferenceRequest request = within(given.request(), remaining);
        visit.hold(inference.footprint(request)).ifPresent(full -> {
            throw new RejectedException(full);
        });
        visit.onAbandoned(inference.submit(request, reply(visit, outlet, given))::cancel);
    }

    private static InferenceRequest within(InferenceRequest request, @Nullable Duration remaining) {
        if (remaining == null) {
            return request;
        }
        if (!remaining.isPositive()) {
            throw new RejectedException(new Rejection.TooLate("the call's deadline passed before it was read"));
        }
        Duration own = request.timeout();
        return own != null && own.compareTo(remaining) <= 0
                ? request
                : new InferenceRequest(request.model(), request.id(), request.inputs(), request.outputs(), remaining);
    }

    private Reply reply(Visit visit, Outlet outlet, InferRequest request) {
        return new Reply() {
            @Override
            public void answered(InferenceResponse response) {
                visit.timed(response.timing());
                codecs.run(
                        bytes(response),
                        () -> attempt(visit, outlet, () -> {
                            byte[] message = outlet.encode(response, request);
                            // Counted first: what is sent may be seen, and the visit over, at once.
                            visit.count(Outcome.ANSWERED);
                            outlet.answer(message);
                        }));
            }

            @Override
            public void refused(Rejection rejection) {
                refuse(visit, outlet, rejection);
            }
        };
    }

    private static long bytes(InferenceResponse response) {
        long bytes = 0;
        for (Tensor output : response.outputs()) {
            bytes += output.elements().bytes();
        }
        return bytes;
    }

    private static void refuse(Visit visit, Outlet outlet, Rejection rejection) {
        visit.count(Outcome.of(rejection));
        outlet.refuse(rejection);
    }

    private static void attempt(Visit visit, Outlet outlet, Runnable work) {
        try {
            work.run();
        } catch (RejectedException e) {
            refuse(visit, outlet, e.rejection());
        } catch (RuntimeException | Error e) {
            LOG.error("A call failed for a reason of ours", e);
            refuse(visit, outlet, new Rejection.EngineFailed("the request failed for a reason of the server's: " + e));
        }
    }
}
