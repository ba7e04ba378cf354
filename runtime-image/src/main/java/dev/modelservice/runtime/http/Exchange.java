package dev.modelservice.runtime.http;

import dev.modelservice.runtime.codec.CodecThreads;
import dev.modelservice.runtime.codec.Room;
import dev.modelservice.runtime.metrics.Outcome;
import dev.modelservice.runtime.request.InferenceRequest;
import dev.modelservice.runtime.request.InferenceResponse;
import dev.modelservice.runtime.request.RejectedException;
import dev.modelservice.runtime.request.Rejection;
import dev.modelservice.runtime.request.Tensor;
import dev.modelservice.runtime.serve.Entrance;
import dev.modelservice.runtime.serve.Inference;
import dev.modelservice.runtime.serve.Reply;
import dev.modelservice.runtime.serve.Visit;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** One request for an inference and its one answer, which may be given from any thread and is counted once. */
public final class Exchange {

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

    /** Gives back the place in front of the model: the request was done with, or waits elsewhere, under other bounds. */
    public void leavePlace() {
        visit.leavePlace();
    }

    /** Sets what is to be stopped when the client goes away before it has its answer. */
    public void onAbandoned(Runnable stop) {
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

    public void refuse(Rejection rejection) {
        refuse(rejection, entrance.isClosing());
    }

    /** Refuses a request whose body is not here, and ends the connection: what the client still sends is not read. */
    void refuseUnread(Rejection rejection) {
        refuse(rejection, true);
    }

    private void refuse(Rejection rejection, boolean last) {
        count(Outcome.of(rejection));
        Problem problem = Problem.of(rejection);
        Responses.end(
                context,
                routing,
                problem.status(),
                Responses.retryAfter(rejection),
                Answer.json(problems.body(problem)),
                last);
    }

    void fail(Throwable problem) {
        LOG.error("A request failed for a reason of ours", problem);
        visit.stop();
        refuse(new Rejection.EngineFailed("the request failed for a reason of the server's: " + problem));
    }

    public void reply(Answer answer) {
        count(Outcome.ANSWERED);
        Responses.end(context, routing, 200, null, answer, entrance.isClosing());
    }

    /** The memory that the tensors of this request may take. */
    Room room() {
        return new Room(maxTensorBytes);
    }

    /** An answer in parts instead of {@link #reply}. */
    public EventStream events() {
        return new EventStream(this, routing.response());
    }

    /** Whether the connection ends with the answer. */
    boolean isLast() {
        return entrance.isClosing();
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

    /**
     * Lets the model answer the request, and sends the answer as this makes it.
     *
     * @throws RejectedException if the request does not fit the model, or the memory
     */
    public void infer(Inference inference, InferenceRequest request, Function<InferenceResponse, Answer> encode) {
        visit.hold(inference.footprint(request)).ifPresent(full -> {
            throw new RejectedException(full);
        });
        onAbandoned(inference.submit(request, replying(encode))::cancel);
    }

    private Reply replying(Function<InferenceResponse, Answer> encode) {
        return new Reply() {
            @Override
            public void answered(InferenceResponse response) {
                visit.timed(response.timing());
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
