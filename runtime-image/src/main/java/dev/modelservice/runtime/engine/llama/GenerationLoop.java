package dev.modelservice.runtime.engine.llama;

import dev.modelservice.runtime.engine.llama.schedule.Slice;
import dev.modelservice.runtime.generate.FinishReason;
import dev.modelservice.runtime.request.Rejection;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/** The one thread that computes: step after step, each for all texts at work. It moves messages; the schedule decides. */
final class GenerationLoop implements Runnable {

    private static final Logger LOG = Logger.getLogger(GenerationLoop.class);
    /** As the first thread of a C program has. */
    private static final long STACK_BYTES = 16 << 20;

    private final LiveTexts texts;
    private final Steps steps;
    private final Thread thread;
    private final Queue<Text> arrivals = new ConcurrentLinkedQueue<>();
    private volatile int working;
    private volatile boolean closing;
    private volatile boolean ended;

    GenerationLoop(LiveTexts texts, Steps steps) {
        this.texts = texts;
        this.steps = steps;
        this.thread = new Thread(null, this, "generation", STACK_BYTES);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** How many texts the last step was for. */
    int working() {
        return working;
    }

    /** Takes over a text that was counted as accepted; false if it is too late for that. */
    boolean add(Text text) {
        arrivals.add(text);
        LockSupport.unpark(thread);
        return !ended || !arrivals.remove(text);
    }

    /** The text is not wanted any more. */
    void cancelled(Text text) {
        if (text.weighsMost) {
            steps.abort();
        }
        LockSupport.unpark(thread);
    }

    /** Cancels every text and ends the thread; false if it does not end within the time. */
    boolean close(Duration patience) throws InterruptedException {
        closing = true;
        steps.abort();
        LockSupport.unpark(thread);
        return thread.join(patience);
    }

    @Override
    public void run() {
        while (!closing) {
            try {
                round();
            } catch (RuntimeException | Error e) {
                LOG.error("a step of text generation failed", e);
                texts.all().forEach(text -> refuse(text, "text generation failed: " + e.getMessage()));
            }
        }
        ended = true;
        takeArrivals();
        texts.all().forEach(text -> texts.finish(text, FinishReason.CANCELLED));
        working = 0;
    }

    private void refuse(Text text, String message) {
        // Nobody knows what of it was computed, so nobody may go on from it.
        text.sequence.correct(0);
        texts.refuse(text, new Rejection.EngineFailed(message));
    }

    private void round() {
        takeArrivals();
        texts.dropUnwanted();
        List<Slice> slices = steps.next();
        working = slices.size();
        if (slices.isEmpty()) {
            LockSupport.park(this);
        } else {
            steps.compute(slices);
        }
    }

    private void takeArrivals() {
        for (Text text = arrivals.poll(); text != null; text = arrivals.poll()) {
            texts.add(text);
        }
    }
}
