package dev.modelservice.runtime.serve;

import dev.modelservice.runtime.batch.Batcher;
import dev.modelservice.runtime.batch.Pending;
import dev.modelservice.runtime.engine.Engine;
import dev.modelservice.runtime.engine.EngineException;
import dev.modelservice.runtime.metrics.ServingMetrics;
import dev.modelservice.runtime.request.Rejection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/** Runs batches on an engine, and sees to it that each of their requests ends. */
final class BatchWorker implements Batcher.Worker<Job> {

    private static final Logger LOG = Logger.getLogger(BatchWorker.class);

    private final Engine engine;
    private final Running running;
    private final ServingMetrics metrics;
    private final LongSupplier nanoTime;
    private final AtomicInteger atWork = new AtomicInteger();

    BatchWorker(Engine engine, Running running, ServingMetrics metrics, LongSupplier nanoTime) {
        this.engine = engine;
        this.running = running;
        this.metrics = metrics;
        this.nanoTime = nanoTime;
    }

    /** How many requests are in the engine. */
    int atWork() {
        return atWork.get();
    }

    @Override
    public void run(List<Pending<Job>> batch, Duration held) {
        List<Job> jobs = batch.stream().map(Pending::item).toList();
        atWork.addAndGet(jobs.size());
        try {
            begin(batch, held);
            runTogether(jobs);
        } catch (RuntimeException | Error e) {
            LOG.error("A batch failed for a reason of ours", e);
            Rejection why = new Rejection.EngineFailed("the request failed for a reason of the server's: " + e);
            jobs.forEach(job -> refuse(job, why));
        } finally {
            atWork.addAndGet(-jobs.size());
        }
    }

    private void begin(List<Pending<Job>> batch, Duration held) {
        long start = nanoTime.getAsLong();
        int rows = batch.stream().mapToInt(pending -> pending.weight().rows()).sum();
        for (Pending<Job> pending : batch) {
            Duration queued = Duration.ofNanos(start - pending.arrivedNanos());
            pending.item().start(queued, rows, start);
            metrics.waited(queued);
        }
        metrics.batch(rows, held);
        // A text generator counts its tokens itself.
        if (engine.generator().isEmpty()) {
            metrics.tokensRead(batch.stream()
                    .mapToInt(pending -> pending.item().prepared().tokens())
                    .sum());
        }
    }

    /** One whose answer cannot even be refused does not keep the others from theirs. */
    private static void refuse(Job job, Rejection why) {
        try {
            job.refuse(why);
        } catch (RuntimeException | Error e) {
            LOG.error("A request cannot be told that it failed", e);
        }
    }

    private void runTogether(List<Job> jobs) {
        try {
            measured(jobs);
        } catch (EngineException e) {
            if (jobs.size() == 1) {
                jobs.getFirst().refuse(new Rejection.EngineFailed(e.getMessage()));
                return;
            }
            // One request's values may have spoilt the run for all; alone, each gets what it deserves.
            jobs.stream().filter(Job::isOpen).forEach(job -> runTogether(List.of(job)));
        }
    }

    private void measured(List<Job> jobs) {
        long ticket = running.begin();
        long start = nanoTime.getAsLong();
        try {
            engine.run(
                    jobs.stream().map(Job::prepared).toList(),
                    (index, outputs) -> jobs.get(index).answer(outputs, nanoTime.getAsLong()));
        } finally {
            running.end(ticket);
            metrics.inference(Duration.ofNanos(nanoTime.getAsLong() - start));
        }
    }

    @Override
    public void late(Pending<Job> pending) {
        long waited = nanoTime.getAsLong() - pending.arrivedNanos();
        pending.item()
                .refuse(new Rejection.TooLate("the request waited %d ms for its turn and was given up"
                        .formatted(Duration.ofNanos(waited).toMillis())));
    }
}
