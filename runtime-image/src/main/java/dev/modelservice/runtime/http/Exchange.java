package dev.modelservice.runtime.http;

import dev.modelservice.runtime.metrics.Outcome;
import dev.modelservice.runtime.metrics.ServingMetrics;
import dev.modelservice.runtime.request.InferenceResponse;
import dev.modelservice.runtime.request.Protocol;
import dev.modelservice.runtime.request.RejectedException;
import dev.modelservice.runtime.request.Rejection;
import dev.modelservice.runtime.request.Tensor;
import dev.modelservice.runtime.serve.Drain;
import dev.modelservice.runtime.serve.Reply;
import io.vertx.core.Context;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** One request for an inference and its one answer, which may be given from any thread and is counted once. */
final class Exchange {

    private static final Logger LOG = Logger.getLogger(Exchange.class);

    private final RoutingContext routing;
    private final Context context;
    private final Protocol protocol;
    private final ProblemShape problems;
    private final Drain drain;
    private final ServingMetrics metrics;
    private final CodecThreads codecs;
    private final AtomicBoolean counted = new AtomicBoolean();
    private volatile Runnable abandoned = () -> {};

    Exchange(
            RoutingContext routing,
            Protocol protocol,
            ProblemShape problems,
            Drain drain,
            ServingMetrics metrics,
            CodecThreads codecs) {
        this.routing = routing;
        this.context = routing.vertx().getOrCreateContext();
        this.protocol = protocol;
        this.problems = problems;
        this.drain = drain;
        this.metrics = metrics;
        this.codecs = codecs;
    }

    RoutingContext routing() {
        return routing;
    }

    /** Sets what is to be stopped when the client goes away before it has its answer. */
    void onAbandoned(Runnable stop) {
        abandoned = stop;
        if (isAbandoned()) {
            stop.run();
        }
    }

    /** Whether the client went away. */
    boolean isAbandoned() {
        return routing.response().closed() && !routing.response().ended();
    }

    /** The response has ended, or never will. */
    void ended() {
        if (count(Outcome.ABANDONED)) {
            abandoned.run();
        }
    }

    /** Counts how this request ended, unless that was counted before. */
    boolean count(Outcome outcome) {
        boolean first = counted.compareAndSet(false, true);
        if (first) {
            metrics.ended(protocol, outcome);
        }
        return first;
    }

    void refuse(Rejection rejection) {
        count(Outcome.of(rejection));
        int status = Problems.status(rejection);
        Responses.end(
                context,
                routing,
                status,
                Responses.retryAfter(rejection),
                Answer.json(problems.body(status, rejection.message())),
                drain.isDraining());
    }

    /** Refuses a body that is too large, and ends the connection: what the client still sends is not read. */
    void refuseTooLarge(int limit) {
        count(Outcome.TOO_LARGE);
        String message = "the request is larger than the " + limit + " bytes that are allowed";
        Responses.end(context, routing, 413, null, Answer.json(problems.body(413, message)), true);
    }

    void fail(Throwable problem) {
        LOG.error("A request failed for a reason of ours", problem);
        refuse(new Rejection.EngineFailed("the request failed for a reason of the server's: " + problem));
    }

    void reply(Answer answer) {
        count(Outcome.ANSWERED);
        Responses.end(context, routing, 200, null, answer, drain.isDraining());
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
