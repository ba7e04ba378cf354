package dev.modelservice.runtime.batch;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/** The threads that take batches out of a {@link BatchQueue} and hand them on. Moves requests, decides nothing. */
public final class Batcher<T> implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Batcher.class);

    /** What is done with requests, on a thread that may block. May not throw. */
    public interface Worker<T> {

        /** Runs these together, which were kept from a free worker for so long. */
        void run(List<Pending<T>> batch, Duration held);

        /** Tells one that its time was over before its turn came. */
        void late(Pending<T> pending);
    }

    private final BatchQueue<T> queue;
    private final Worker<T> worker;
    private final LongSupplier nanoTime;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final AtomicInteger lost = new AtomicInteger();
    private int idle;
    private volatile boolean closed;

    public Batcher(BatchPolicy policy, int workers, LongSupplier nanoTime, Worker<T> worker) {
        this.queue = new BatchQueue<>(policy);
        this.worker = worker;
        this.nanoTime = nanoTime;
        this.idle = workers;
        for (int i = 1; i <= workers; i++) {
            Thread thread = new Thread(this::work, "inference-" + i);
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Queues a request; the number is for {@link #remove}. */
    public long offer(T item, Weight weight, long deadlineNanos) {
        lock.lock();
        try {
            long number = queue.offer(item, weight, nanoTime.getAsLong(), deadlineNanos);
            changed.signal();
            return number;
        } finally {
            lock.unlock();
        }
    }

    /** Forgets a request; false if it is at work already, or done. */
    public boolean remove(long number) {
        lock.lock();
        try {
            return queue.remove(number);
        } finally {
            lock.unlock();
        }
    }

    /** How many requests wait. */
    public int waiting() {
        lock.lock();
        try {
            return queue.size();
        } finally {
            lock.unlock();
        }
    }

    /** How many workers have nothing to do. */
    public int idle() {
        lock.lock();
        try {
            return idle;
        } finally {
            lock.unlock();
        }
    }

    /** How many workers have ended before the batcher was closed, which none should. */
    public int lost() {
        return lost.get();
    }

    private void work() {
        try {
            while (!closed) {
                hand(take());
            }
        } catch (RuntimeException | Error e) {
            lost.incrementAndGet();
            LOG.error("A thread that runs batches has ended for a reason of ours", e);
        }
    }

    /** Whatever happens to this batch, there is a next one. */
    private void hand(Next<T> next) {
        try {
            switch (next) {
                case Next.Run<T>(List<Pending<T>> batch, long held) -> worker.run(batch, Duration.ofNanos(held));
                case Next.Drop<T>(List<Pending<T>> late) -> late.forEach(worker::late);
                // Only at the end: otherwise take() waits.
                case Next.Wait<T> _, Next.Idle<T> _ -> {}
            }
        } catch (RuntimeException | Error e) {
            LOG.error("A batch failed for a reason of ours", e);
        } finally {
            rest();
        }
    }

    private void rest() {
        lock.lock();
        try {
            idle++;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there is something to do; this worker is not idle from then on. */
    private Next<T> take() {
        lock.lock();
        try {
            while (true) {
                Next<T> next = queue.next(nanoTime.getAsLong());
                if (closed || next instanceof Next.Run || next instanceof Next.Drop) {
                    idle--;
                    if (queue.size() > 0) {
                        changed.signal();
                    }
                    return next;
                }
                if (next instanceof Next.Wait<T>(long nanos)) {
                    // Woken early or late, the queue is asked again.
                    long _ = changed.awaitNanos(nanos);
                } else {
                    changed.await();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed = true;
            return new Next.Idle<>();
        } finally {
            lock.unlock();
        }
    }

    /** Ends the workers after what they are at; what waits is told that it is late. */
    @Override
    public void close() {
        List<Pending<T>> left;
        lock.lock();
        try {
            closed = true;
            left = List.copyOf(queue.drain());
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        left.forEach(worker::late);
    }
}
