package dev.modelservice.runtime.serve;

import dev.modelservice.runtime.metrics.Outcome;
import dev.modelservice.runtime.request.Protocol;
import dev.modelservice.runtime.request.Rejection;
import dev.modelservice.runtime.request.Timing;
import dev.modelservice.runtime.trace.RequestTrace;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One request's stay: let in step by step, counted once, and gone once. Safe for several threads. */
public final class Visit {

    private static final int RETRY_AFTER_SECONDS = 1;
    private static final Rejection STOPPING = new Rejection.NotReady("this server is stopping");
    private static final Rejection GONE = new Rejection.NotReady("the client went away");

    private final Entrance entrance;
    private final Protocol protocol;
    private final RequestTrace trace;
    private final boolean arrived;
    private final AtomicBoolean counted = new AtomicBoolean();
    private volatile @Nullable Timing timing;
    private Runnable stop = () -> {};
    private boolean abandoned;
    private boolean left;
    private boolean inside;
    private long held;

    Visit(Entrance entrance, Protocol protocol, RequestTrace trace, boolean arrived) {
        this.entrance = entrance;
        this.protocol = protocol;
        this.trace = trace;
        this.arrived = arrived;
    }

    /** Why the request is not even read, if that is so. */
    public Optional<Rejection> refusal() {
        return arrived ? Optional.empty() : Optional.of(STOPPING);
    }

    /** Takes memory for more of the body, or for what becomes of it, or says why there is none. */
    public synchronized Optional<Rejection> hold(long bytes) {
        if (left) {
            return Optional.of(GONE);
        }
        if (bytes > entrance.bodies().limit() - held) {
            return Optional.of(new Rejection.TooLarge(
                    "the request takes more memory with its answer than the %d bytes that are allowed for all requests; send less at a time"
                            .formatted(entrance.bodies().limit())));
        }
        if (!entrance.bodies().take(bytes)) {
            return Optional.of(new Rejection.Overloaded(
                    "the requests that are here fill the %d bytes that are allowed for all of them; try again later"
                            .formatted(entrance.bodies().limit()),
                    RETRY_AFTER_SECONDS));
        }
        held += bytes;
        return Optional.empty();
    }

    /** Takes a place, once the body is here, or says why there is none. */
    public synchronized Optional<Rejection> admit() {
        if (left) {
            return Optional.of(GONE);
        }
        Inference inference = entrance.inference();
        Optional<Rejection> refusal = entrance.admission().enter(inference::atWork, inference::free);
        inside = refusal.isEmpty();
        return refusal;
    }

    /** Sets what is to be stopped when the client goes away before it has its answer. */
    public void onAbandoned(Runnable stop) {
        synchronized (this) {
            this.stop = stop;
            if (!abandoned) {
                return;
            }
        }
        stop.run();
    }

    /** Stops what was to be stopped, though the client is still there. */
    public void stop() {
        Runnable work;
        synchronized (this) {
            work = stop;
        }
        work.run();
    }

    /** Gives back the place in front of the model: the request was done with, or waits elsewhere, under other bounds. */
    public synchronized void leavePlace() {
        if (inside) {
            inside = false;
            entrance.admission().leave();
        }
    }

    /** How it fared in the engine, before it is counted. */
    public void timed(@Nullable Timing timing) {
        this.timing = timing;
    }

    /** Counts how this request ended, unless that was counted before. */
    public boolean count(Outcome outcome) {
        boolean first = counted.compareAndSet(false, true);
        if (first) {
            entrance.metrics().ended(protocol, outcome);
            trace.end(outcome.label(), outcome.isOurs(), timing);
        }
        return first;
    }

    /** The answer was sent, or the client went away; gives back what the request took. */
    public void leave() {
        Optional<Runnable> unwanted;
        synchronized (this) {
            if (left) {
                return;
            }
            left = true;
            abandoned = count(Outcome.ABANDONED);
            unwanted = abandoned ? Optional.of(stop) : Optional.empty();
            entrance.bodies().give(held);
            leavePlace();
        }
        unwanted.ifPresent(Runnable::run);
        if (arrived) {
            entrance.drain().ended();
        }
    }
}
