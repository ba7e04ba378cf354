package dev.modelservice.runtime.serve;

import dev.modelservice.runtime.batch.Batcher;
import dev.modelservice.runtime.batch.Pending;
import dev.modelservice.runtime.engine.Engine;
import dev.modelservice.runtime.engine.EngineException;
import dev.modelservice.runtime.metrics.ServingMetrics;
import dev.modelservice.runtime.request.Rejection;
import dev.modelservice.runtime.request.Timing;
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
    private final ModelStatistics statistics;
    private final LongSupplier nanoTime;
    private final AtomicInteger atWork = new AtomicInteger();

    BatchWorker(
            Engine engine, Running running, ServingMetrics metrics, ModelStatistics statistics, LongSupplier nanoTime) {
        this.engine = engine;
        this.running = running;
        this.metrics = metrics;
        this.statistics = statistics;
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
            jobs.stream().filter(Job::isOpen).forEach(job -> giveUp(job, e));
        } finally {
            atWork.addAndGet(-jobs.size());
        }
    }

    private void begin(List<Pending<Job>> batch, Duration held) {
        long start = nanoTime.getAsLong();
        int rows = batch.stream().mapToInt(pending -> pending.weight().rows()).sum();
        for (Pending<Job> pending : batch) {
            Duration waited = Duration.ofNanos(start - pending.arrivedNanos());
            metrics.waited(waited);
            pending.item().begins(waited);
        }
        metrics.batch(rows, held);
        // A text generator counts its tokens itself.
        if (engine.generator().isEmpty()) {
            metrics.tokensRead(batch.stream()
                    .mapToInt(pending -> pending.item().prepared().tokens())
                    .sum());
        }
    }

    /** One that cannot even be told so does not keep the others from being told. */
    private void giveUp(Job job, Throwable problem) {
        try {
            fail(job, "the request failed for a reason of the server's: " + problem);
        } catch (RuntimeException | Error e) {
            LOG.error("A request cannot be told that it failed", e);
        }
    }

    private void runTogether(List<Job> jobs) {
        try {
            measured(jobs);
        } catch (EngineException e) {
            if (jobs.size() == 1) {
                fail(jobs.getFirst(), e.getMessage());
                return;
            }
            // One request's values may have spoilt the run for all; alone, each gets what it deserves.
            jobs.stream().filter(Job::isOpen).forEach(job -> runTogether(List.of(job)));
        }
    }

    private void fail(Job job, String message) {
        statistics.failed(job.preparing().plus(job.waited()));
        job.refuse(new Rejection.EngineFailed(message));
    }

    private void measured(List<Job> jobs) {
        long ticket = running.begin();
        long start = nanoTime.getAsLong();
        int rows = jobs.stream().mapToInt(BatchWorker::rows).sum();
        statistics.began(rows);
        try {
            engine.run(jobs.stream().map(Job::prepared).toList(), (index, outputs) -> {
                Job job = jobs.get(index);
                Timing timing = new Timing(job.waited(), since(start), rows);
                statistics.answered(rows(job), job.preparing(), timing.queued(), timing.computed());
                job.answer(outputs, timing);
            });
        } finally {
            running.end(ticket);
            Duration time = since(start);
            metrics.inference(time);
            statistics.ran(rows, time);
        }
    }

    private Duration since(long start) {
        return Duration.ofNanos(nanoTime.getAsLong() - start);
    }

    private static int rows(Job job) {
        return job.prepared().weight().rows();
    }

    @Override
    public void late(Pending<Job> pending) {
        Duration waited = since(pending.arrivedNanos());
        statistics.failed(pending.item().preparing().plus(waited));
        pending.item()
                .refuse(new Rejection.TooLate(
                        "the request waited %d ms for its turn and was given up".formatted(waited.toMillis())));
    }
}
