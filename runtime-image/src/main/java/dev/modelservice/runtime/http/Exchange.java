package dev.modelservice.runtime.http;

import dev.modelservice.runtime.metrics.Outcome;
import dev.modelservice.runtime.metrics.ServingMetrics;
import dev.modelservice.runtime.request.InferenceResponse;
import dev.modelservice.runtime.request.Protocol;
import dev.modelservice.runtime.request.RejectedException;
import dev.modelservice.runtime.request.Rejection;
import dev.modelservice.runtime.request.Tensor;
import dev.modelservice.runtime.request.Timing;
import dev.modelservice.runtime.serve.Drain;
import dev.modelservice.runtime.serve.Reply;
import dev.modelservice.runtime.trace.RequestTrace;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One request for an inference and its one answer, which may be given from any thread and is counted once. */
public final class Exchange {

    private static final Logger LOG = Logger.getLogger(Exchange.class);

    private final RoutingContext routing;
    private final Context context;
    private final Protocol protocol;
    private final ProblemShape problems;
    private final Drain drain;
    private final ServingMetrics metrics;
    private final CodecThreads codecs;
    private final RequestTrace trace;
    private final AtomicBoolean counted = new AtomicBoolean();
    private final AtomicReference<Runnable> leave = new AtomicReference<>(() -> {});
    private volatile @Nullable Timing timing;
    private volatile Runnable abandoned = () -> {};

    Exchange(
            RoutingContext routing,
            Protocol protocol,
            ProblemShape problems,
            Drain drain,
            ServingMetrics metrics,
            CodecThreads codecs,
            RequestTrace trace) {
        this.routing = routing;
        this.context = routing.vertx().getOrCreateContext();
        this.protocol = protocol;
        this.problems = problems;
        this.drain = drain;
        this.metrics = metrics;
        this.codecs = codecs;
        this.trace = trace;
    }

    RoutingContext routing() {
        return routing;
    }

    /** The request was let in; how it leaves. */
    void entered(Runnable leave) {
        this.leave.set(leave);
    }

    /** Gives back the place in front of the model: the request was done with, or waits elsewhere, under other bounds. */
    public void leavePlace() {
        leave.getAndSet(() -> {}).run();
    }

    /** Sets what is to be stopped when the client goes away before it has its answer. */
    public void onAbandoned(Runnable stop) {
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
        leavePlace();
        if (count(Outcome.ABANDONED)) {
            abandoned.run();
        }
    }

    /** Counts how this request ended, unless that was counted before. */
    boolean count(Outcome outcome) {
        boolean first = counted.compareAndSet(false, true);
        if (first) {
            metrics.ended(protocol, outcome);
            trace.end(outcome.label(), outcome.isOurs(), timing);
        }
        return first;
    }

    public void refuse(Rejection rejection) {
        count(Outcome.of(rejection));
        Problem problem = Problem.of(rejection);
        Responses.end(
                context,
                routing,
                problem.status(),
                Responses.retryAfter(rejection),
                Answer.json(problems.body(problem)),
                drain.isDraining());
    }

    /** Refuses a body that is too large, and ends the connection: what the client still sends is not read. */
    void refuseTooLarge(int limit) {
        count(Outcome.TOO_LARGE);
        String message = "the request is larger than the " + limit + " bytes that are allowed";
        Responses.end(context, routing, 413, null, Answer.json(problems.body(new Problem(413, message))), true);
    }

    void fail(Throwable problem) {
        LOG.error("A request failed for a reason of ours", problem);
        abandoned.run();
        refuse(new Rejection.EngineFailed("the request failed for a reason of the server's: " + problem));
    }

    public void reply(Answer answer) {
        count(Outcome.ANSWERED);
        Responses.end(context, routing, 200, null, answer, drain.isDraining());
    }

    /** An answer in parts instead of {@link #reply}. */
    public EventStream events() {
        return new EventStream(this, routing.response(), drain.isDraining());
    }

    /** Does something on the thread that the client is talked to on: now, if this is it. */
    public void onItsThread(Runnable work) {
        if (context.equals(Vertx.currentContext())) {
            work.run();
        } else {
            context.runOnContext(_ -> work.run());
        }
    }

    /** Does something on that thread again and again, until the answer has ended. To be called on it. */
    public void every(Duration interval, Runnable work) {
        long timer = routing.vertx().setPeriodic(interval.toMillis(), _ -> work.run());
        routing.addEndHandler(_ -> routing.vertx().cancelTimer(timer));
    }

    /** Takes the answer of the model and sends it as this makes it. */
    public Reply replying(Function<InferenceResponse, Answer> encode) {
        return new Reply() {
            @Override
            public void answered(InferenceResponse response) {
                timing = response.timing();
                codecs.run(bytes(response), () -> attempt(() -> reply(encode.apply(response))));
            }

            @Override
            public void refused(Rejection rejection) {
                refuse(rejection);
            }
        };
    }

    /** Does something whose failure is the end of this request only. */
    public void attempt(Runnable work) {
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
