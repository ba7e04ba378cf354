package dev.modelservice.gateway.measure;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntSupplier;

/** What is counted of one revision. Every count only grows, but for those that {@link #watch} shows. */
@SuppressWarnings("EnumOrdinal") // a cell for each pair, found without a look into maps on every request's way
public final class RevisionMeasure {

    private static final int CLASSES = StatusClass.values().length;

    private final LongAdder[] requests = adders(Protocol.values().length * CLASSES);
    private final Histogram latency = new Histogram();
    private final Histogram firstByte = new Histogram();
    private final Histogram queue = new Histogram();
    private final LongAdder bytesIn = new LongAdder();
    private final LongAdder bytesOut = new LongAdder();
    private final LongAdder tokensIn = new LongAdder();
    private final LongAdder tokensOut = new LongAdder();
    private final LongAdder retries = new LongAdder();
    private final LongAdder mirrored = new LongAdder();
    private final LongAdder mirrorSkipped = new LongAdder();
    private final LongAdder mirrorDifferent = new LongAdder();
    private final LongAdder mirrorFailed = new LongAdder();
    private final Histogram mirrorLatency = new Histogram();
    private final Histogram mirrorFirstByte = new Histogram();
    /** Grows with every request, so that who tells the counts sees whether there is news. */
    private final AtomicLong version = new AtomicLong();

    private volatile IntSupplier inFlight = () -> 0;
    private volatile IntSupplier queued = () -> 0;

    private static LongAdder[] adders(int count) {
        LongAdder[] adders = new LongAdder[count];
        for (int i = 0; i < count; i++) {
            adders[i] = new LongAdder();
        }
        return adders;
    }

    /** A request ended. */
    public void ended(Protocol protocol, StatusClass status, long nanos, long bytesRead, long bytesWritten) {
        requests[protocol.ordinal() * CLASSES + status.ordinal()].increment();
        latency.record(nanos);
        bytesIn.add(bytesRead);
        bytesOut.add(bytesWritten);
        version.getAndIncrement();
    }

    /** The first byte of an answer's body came; for a text that is streamed, its first token. */
    public void firstByte(long nanos) {
        firstByte.record(nanos);
    }

    public void waited(long nanos) {
        queue.record(nanos);
    }

    public void tokens(long read, long written) {
        tokensIn.add(read);
        tokensOut.add(written);
    }

    /** A request was given to another replica, because this one's was not reached. */
    public void retried() {
        retries.increment();
    }

    /** The first byte of a copy's answer came. */
    public void mirrorFirstByte(long nanos) {
        mirrorFirstByte.record(nanos);
    }

    /** A copy was answered, like or unlike the request itself. */
    public void mirrored(long nanos, StatusClass status, boolean sameStatus) {
        mirrored.increment();
        mirrorLatency.record(nanos);
        if (status == StatusClass.FAILED) {
            mirrorFailed.increment();
        }
        if (!sameStatus) {
            mirrorDifferent.increment();
        }
        version.getAndIncrement();
    }

    /** A copy was not sent, or given up, because it would have been in the way. */
    public void mirrorSkipped() {
        mirrorSkipped.increment();
    }

    /** Shows these figures whenever someone looks. */
    public void watch(IntSupplier atWork, IntSupplier waiting) {
        this.inFlight = atWork;
        this.queued = waiting;
    }

    long version() {
        return version.get();
    }

    long requests(Protocol protocol, StatusClass status) {
        return requests[protocol.ordinal() * CLASSES + status.ordinal()].sum();
    }

    Histogram latency() {
        return latency;
    }

    Histogram timeToFirstByte() {
        return firstByte;
    }

    Histogram queue() {
        return queue;
    }

    Histogram mirrorLatency() {
        return mirrorLatency;
    }

    Histogram mirrorFirstByte() {
        return mirrorFirstByte;
    }

    long bytesIn() {
        return bytesIn.sum();
    }

    long bytesOut() {
        return bytesOut.sum();
    }

    long tokensIn() {
        return tokensIn.sum();
    }

    long tokensOut() {
        return tokensOut.sum();
    }

    long retries() {
        return retries.sum();
    }

    long mirrored() {
        return mirrored.sum();
    }

    long mirrorsSkipped() {
        return mirrorSkipped.sum();
    }

    long mirrorsFailed() {
        return mirrorFailed.sum();
    }

    long mirrorsDifferent() {
        return mirrorDifferent.sum();
    }

    int inFlight() {
        return inFlight.getAsInt();
    }

    int queued() {
        return queued.getAsInt();
    }
}
