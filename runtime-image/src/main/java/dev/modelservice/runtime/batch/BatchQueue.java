package dev.modelservice.runtime.batch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The requests that wait, and the rule by which they become batches. Not safe for several threads; time is an argument.
 *
 * <p>The oldest request is in the next batch always, so that none starves. Others of its kind join it in the order in which
 * they came, as long as they fit; one that does not fit is passed over for a smaller one, and is the oldest soon. Limits of 8
 * rows and requests of 6, 4 and 2 rows give the batches 6 + 2 and 4.
 */
public final class BatchQueue<T> {

    private static final long NOBODY = -1;

    private final BatchPolicy policy;
    private final Map<Long, Pending<T>> waiting = new LinkedHashMap<>();
    private long next;
    /** The oldest of the batch that a free worker was kept from last, and since when. */
    private long held = NOBODY;

    private long heldSince;

    public BatchQueue(BatchPolicy policy) {
        this.policy = policy;
    }

    /** Queues a request; its number is for {@link #remove}. */
    public long offer(T item, Weight weight, long now, long deadlineNanos) {
        long number = next++;
        waiting.put(number, new Pending<>(item, weight, number, now, deadlineNanos));
        return number;
    }

    /** Forgets a request that nobody wants any more; false if it does not wait here. */
    public boolean remove(long number) {
        return waiting.remove(number) != null;
    }

    public int size() {
        return waiting.size();
    }

    /** What the worker that asks should do; what is to be dropped or run is not in the queue any more. */
    public Next<T> next(long now) {
        List<Pending<T>> late = takeLate(now);
        if (!late.isEmpty()) {
            return new Next.Drop<>(late);
        }
        if (waiting.isEmpty()) {
            return new Next.Idle<>();
        }
        Cut<T> cut = cut();
        long wait = cut.full
                ? 0
                : policy.maxWait().toNanos() - (now - cut.batch.getFirst().arrivedNanos());
        for (Pending<T> pending : cut.batch) {
            // Who has little time left does not spend it waiting for company.
            if (pending.deadlineNanos() != Pending.NO_DEADLINE) {
                wait = Math.min(wait, (pending.deadlineNanos() - now) / 2);
            }
        }
        long oldest = cut.batch.getFirst().number();
        if (wait > 0) {
            if (held != oldest) {
                held = oldest;
                heldSince = now;
            }
            return new Next.Wait<>(wait);
        }
        cut.batch.forEach(pending -> waiting.remove(pending.number()));
        return new Next.Run<>(cut.batch, held == oldest ? now - heldSince : 0);
    }

    /** Empties the queue. */
    public Collection<Pending<T>> drain() {
        List<Pending<T>> all = List.copyOf(waiting.values());
        waiting.clear();
        return all;
    }

    private List<Pending<T>> takeLate(long now) {
        List<Pending<T>> late = new ArrayList<>();
        for (Iterator<Pending<T>> all = waiting.values().iterator(); all.hasNext(); ) {
            Pending<T> pending = all.next();
            if (pending.isLate(now)) {
                late.add(pending);
                all.remove();
            }
        }
        return late;
    }

    private record Cut<T>(List<Pending<T>> batch, boolean full) {}

    private Cut<T> cut() {
        List<Pending<T>> batch = new ArrayList<>();
        int rows = 0;
        long units = 0;
        boolean full = false;
        for (Pending<T> pending : waiting.values()) {
            Weight weight = pending.weight();
            if (batch.isEmpty()) {
                batch.add(pending);
            } else if (!weight.kind().equals(batch.getFirst().weight().kind())) {
                continue;
            } else if (rows + weight.rows() > policy.maxRows() || units + weight.units() > policy.maxUnits()) {
                full = true;
                continue;
            } else {
                batch.add(pending);
            }
            rows += weight.rows();
            units += weight.units();
            if (rows >= policy.maxRows() || units >= policy.maxUnits()) {
                return new Cut<>(batch, true);
            }
        }
        return new Cut<>(batch, full);
    }
}
