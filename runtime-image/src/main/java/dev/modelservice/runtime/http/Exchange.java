package dev.modelservice.runtime.http;

import dev.modelservice.runtime.codec.CodecThreads;
import dev.modelservice.runtime.codec.Room;
import dev.modelservice.runtime.metrics.Outcome;
import dev.modelservice.runtime.request.InferenceResponse;
import dev.modelservice.runtime.request.RejectedException;
import dev.modelservice.runtime.request.Rejection;
import dev.modelservice.runtime.request.Tensor;
import dev.modelservice.runtime.serve.Entrance;
import dev.modelservice.runtime.serve.Reply;
import dev.modelservice.runtime.serve.Visit;
import io.vertx.core.Context;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** One request for an inference and its one answer, which may be given from any thread and is counted once. */
final class Exchange {

    private static final Logger LOG = Logger.getLogger(Exchange.class);

    private final RoutingContext routing;
    private final Context context;
    private final Visit visit;
    private final ProblemShape problems;
    private final Entrance entrance;
    private final CodecThreads codecs;
    private final int maxTensorBytes;

    Exchange(
            RoutingContext routing,
            Visit visit,
            ProblemShape problems,
            Entrance entrance,
            CodecThreads codecs,
            int maxTensorBytes) {
        this.routing = routing;
        this.context = routing.vertx().getOrCreateContext();
        this.visit = visit;
        this.problems = problems;
        this.entrance = entrance;
        this.codecs = codecs;
        this.maxTensorBytes = maxTensorBytes;
    }

    RoutingContext routing() {
        return routing;
    }

    /** Sets what is to be stopped when the client goes away before it has its answer. */
    void onAbandoned(Runnable stop) {
        visit.onAbandoned(stop);
    }

    /** Whether the client went away. */
    boolean isAbandoned() {
        return routing.response().closed() && !routing.response().ended();
    }

    /** Counts how this request ended, unless that was counted before. */
    boolean count(Outcome outcome) {
        return visit.count(outcome);
    }

    void refuse(Rejection rejection) {
        refuse(rejection, entrance.isClosing());
    }

    /** Refuses a request whose body is not here, and ends the connection: what the client still sends is not read. */
    void refuseUnread(Rejection rejection) {
        refuse(rejection, true);
    }

    private void refuse(Rejection rejection, boolean last) {
        count(Outcome.of(rejection));
        int status = Problems.status(rejection);
        Responses.end(
                context,
                routing,
                status,
                Responses.retryAfter(rejection),
                Answer.json(problems.body(status, rejection.message())),
                last);
    }

    void fail(Throwable problem) {
        LOG.error("A request failed for a reason of ours", problem);
        refuse(new Rejection.EngineFailed("the request failed for a reason of the server's: " + problem));
    }

    void reply(Answer answer) {
        count(Outcome.ANSWERED);
        Responses.end(context, routing, 200, null, answer, entrance.isClosing());
    }

    /** The memory that the tensors of this request may take. */
    Room room() {
        return new Room(maxTensorBytes);
    }

    /** Takes the answer of the model and sends it as this makes it. */
    Reply replying(Function<InferenceResponse, Answer> encode) {
        return new Reply() {
            @Override
            public void answered(InferenceResponse response) {
                codecs.run(bytes(response), () -> attempt(() -> reply(encode.apply(response))));
            }

            @Override
            public void refused(Rejection rejection) {
                refuse(rejection);
            }
        };
    }

    /** Does something whose failure is the end of this request only. */
    void attempt(Runnable work) {
        try {
            work.run();
        } catch (RejectedException e) {
            refuse(e.rejection());
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    private static long bytes(InferenceResponse response) {
        long bytes = 0;
        for (Tensor output : response.outputs()) {
            bytes += output.elements().bytes();
        }
        return bytes;
    }
}
