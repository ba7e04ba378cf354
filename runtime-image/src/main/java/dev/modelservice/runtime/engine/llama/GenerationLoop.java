package dev.modelservice.runtime.engine.llama;

import dev.modelservice.runtime.engine.llama.answer.Logprobs;
import dev.modelservice.runtime.engine.llama.binding.LlamaContext;
import dev.modelservice.runtime.engine.llama.binding.LlamaContext.Outcome;
import dev.modelservice.runtime.engine.llama.binding.LlamaModel;
import dev.modelservice.runtime.engine.llama.schedule.Pace;
import dev.modelservice.runtime.engine.llama.schedule.Schedule;
import dev.modelservice.runtime.engine.llama.schedule.Sequence;
import dev.modelservice.runtime.engine.llama.schedule.Slice;
import dev.modelservice.runtime.generate.FinishReason;
import dev.modelservice.runtime.generate.GenerationEvent.Finished;
import dev.modelservice.runtime.generate.GenerationEvent.Refused;
import dev.modelservice.runtime.generate.GenerationMeter;
import dev.modelservice.runtime.generate.TokenLogprob;
import dev.modelservice.runtime.request.Rejection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The one thread that computes: step after step, each for all texts at work. It moves messages; the schedule decides. */
final class GenerationLoop implements Runnable {

    private static final Logger LOG = Logger.getLogger(GenerationLoop.class);
    private static final long NO_STEP = 0;
    /** As the first thread of a C program has; models are built recursively. */
    private static final long STACK_BYTES = 16 << 20;

    private final LlamaModel model;
    private final LlamaContext context;
    private final Schedule schedule;
    private final Pace pace;
    private final Thread thread;
    private final Queue<Text> arrivals = new ConcurrentLinkedQueue<>();
    private final Map<Sequence, Text> texts = new HashMap<>();
    private final AtomicInteger accepted = new AtomicInteger();
    private volatile int working;
    private volatile long stepBegan = NO_STEP;
    private volatile boolean closing;
    private volatile boolean ended;
    private volatile GenerationMeter meter = GenerationMeter.NONE;
    private float @Nullable [] logits;

    GenerationLoop(LlamaModel model, LlamaContext context, Schedule schedule, Pace pace) {
        this.model = model;
        this.context = context;
        this.schedule = schedule;
        this.pace = pace;
        this.thread = new Thread(null, this, "generation", STACK_BYTES);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Counts one more text as accepted, if they are no more than this then. */
    boolean enter(int most) {
        return accepted.getAndUpdate(now -> now < most ? now + 1 : now) < most;
    }

    /** One that was counted does not come after all. */
    void leave() {
        accepted.decrementAndGet();
    }

    /** How many texts were accepted and have not ended. */
    int accepted() {
        return accepted.get();
    }

    int working() {
        return working;
    }

    Duration stepUnderWay() {
        long began = stepBegan;
        return began == NO_STEP ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - began);
    }

    void measuredBy(GenerationMeter newMeter) {
        meter = newMeter;
    }

    /** Takes over a text that was counted as accepted; false if it is too late for that. */
    boolean add(Text text) {
        arrivals.add(text);
        LockSupport.unpark(thread);
        return !ended || !arrivals.remove(text);
    }

    void cancelled(Text text) {
        if (text.weighsMost) {
            context.abort();
        }
        LockSupport.unpark(thread);
    }

    /** Cancels every text and ends the thread; false if it does not end within the time. */
    boolean close(Duration patience) throws InterruptedException {
        closing = true;
        context.abort();
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
                List.copyOf(texts.values())
                        .forEach(text ->
                                refuse(text, new Rejection.EngineFailed("text generation failed: " + e.getMessage())));
            }
        }
        ended = true;
        takeArrivals();
        List.copyOf(texts.values()).forEach(text -> finish(text, FinishReason.CANCELLED));
    }

    private void round() {
        takeArrivals();
        dropUnwanted();
        schedule.admit().forEach(sequence -> begin(text(sequence)));
        List<Slice> slices = schedule.next(pace.room());
        working = slices.size();
        if (slices.isEmpty()) {
            LockSupport.park(this);
        } else {
            compute(slices);
        }
    }

    private void takeArrivals() {
        for (Text text = arrivals.poll(); text != null; text = arrivals.poll()) {
            texts.put(text.sequence, text);
            schedule.enqueue(text.sequence);
        }
    }

    private void dropUnwanted() {
        long now = System.nanoTime();
        for (Text text : List.copyOf(texts.values())) {
            if (text.isUnwanted()) {
                finish(text, FinishReason.CANCELLED);
            } else if (text.isTooLate(now)) {
                refuse(
                        text,
                        new Rejection.TooLate("the text was not complete when its time was over, after %d tokens"
                                .formatted(text.sequence.generatedTokens())));
            }
        }
    }

    private void begin(Text text) {
        Sequence sequence = text.sequence;
        restore(sequence, sequence.computed());
        text.sampler = model.sampler(
                text.request.sampling(),
                text.mostTokens,
                ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE));
        meter.began(Duration.ofNanos(System.nanoTime() - text.asked));
    }

    /** Makes the context know of the sequence what the schedule thinks that it knows, or nothing where it cannot forget a part. */
    private void restore(Sequence sequence, int tokens) {
        sequence.correct(tokens);
        if (!context.keep(sequence.place(), sequence.computed())) {
            context.keep(sequence.place(), 0);
            sequence.correct(0);
        }
    }

    private void compute(List<Slice> slices) {
        int[] indexes = fill(slices);
        context.resume();
        if (slices.stream().anyMatch(slice -> text(slice.sequence()).isUnwanted()) || closing) {
            return;
        }
        long began = System.nanoTime();
        stepBegan = began;
        Outcome outcome = context.decode();
        stepBegan = NO_STEP;
        switch (outcome) {
            case DONE -> {
                measure(slices, System.nanoTime() - began);
                done(slices, indexes);
            }
            case ABORTED ->
                slices.forEach(slice -> restore(
                        slice.sequence(), context.tokens(slice.sequence().place())));
            case FAILED ->
                slices.forEach(slice -> {
                    restore(slice.sequence(), 0);
                    refuse(text(slice.sequence()), new Rejection.EngineFailed("llama.cpp could not compute the text"));
                });
        }
    }

    private void measure(List<Slice> slices, long nanos) {
        int tokens = 0;
        int read = 0;
        int written = 0;
        for (Slice slice : slices) {
            tokens += slice.count();
            read += slice.promptTokens();
            written += slice.completes() ? 1 : 0;
        }
        pace.took(tokens, nanos);
        meter.step(read, written, Duration.ofNanos(nanos));
    }

    private int[] fill(List<Slice> slices) {
        context.batch().clear();
        int[] indexes = new int[slices.size()];
        for (int i = 0; i < indexes.length; i++) {
            Slice slice = slices.get(i);
            Sequence sequence = slice.sequence();
            for (int position = slice.from(); position < slice.end(); position++) {
                boolean last = position + 1 == slice.end() && slice.completes();
                indexes[i] = context.batch().add(sequence.token(position), position, sequence.place(), last);
            }
            text(sequence).weighsMost = slice.count() > 1 || indexes.length == 1;
        }
        return indexes;
    }

    private void done(List<Slice> slices, int[] indexes) {
        schedule.computed(slices);
        for (int i = 0; i < indexes.length; i++) {
            if (slices.get(i).completes()) {
                take(text(slices.get(i).sequence()), indexes[i]);
            }
        }
    }

    /** Chooses the text's next token and tells what can be told. */
    private void take(Text text, int index) {
        int token = context.sample(Objects.requireNonNull(text.sampler), index);
        if (text.sequence.generatedTokens() == 0) {
            meter.firstToken(Duration.ofNanos(System.nanoTime() - text.asked));
        }
        if (model.isEnd(token)) {
            finish(text, FinishReason.STOP);
            return;
        }
        text.sequence.append(token);
        text.answer.add(model.piece(token), logprob(text, token, index)).ifPresent(text::tell);
        if (text.answer.stopped()) {
            finish(text, FinishReason.STOP);
        } else if (text.sequence.generatedTokens() == text.mostTokens) {
            finish(text, FinishReason.LENGTH);
        }
    }

    private @Nullable TokenLogprob logprob(Text text, int token, int index) {
        Integer top = text.request.topLogprobs();
        if (top == null) {
            return null;
        }
        if (logits == null) {
            logits = new float[model.words()];
        }
        context.logits(index, logits);
        return Logprobs.of(logits, token, top, id -> new String(model.piece(id), StandardCharsets.UTF_8));
    }

    private void finish(Text text, FinishReason reason) {
        if (reason != FinishReason.CANCELLED) {
            text.answer.end().ifPresent(text::tell);
        }
        end(text);
        meter.finished(reason, text.usage());
        text.tell(new Finished(reason, text.usage()));
    }

    private void refuse(Text text, Rejection rejection) {
        end(text);
        text.tell(new Refused(rejection));
    }

    /** Its place is free before its last event is told. */
    private void end(Text text) {
        schedule.leave(text.sequence);
        texts.remove(text.sequence);
        text.close();
        leave();
    }

    private Text text(Sequence sequence) {
        return Objects.requireNonNull(texts.get(sequence));
    }
}
