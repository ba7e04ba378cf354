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
import dev.modelservice.runtime.generate.TokenLogprob;
import dev.modelservice.runtime.request.Rejection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Computes what the schedule says and hands the tokens that come out to their texts. Belongs to the loop's thread. */
final class Steps {

    private static final long NONE = 0;

    private final LlamaModel model;
    private final LlamaContext context;
    private final Schedule schedule;
    private final Pace pace;
    private final LiveTexts texts;
    private volatile long began = NONE;
    private float @Nullable [] logits;

    Steps(LlamaModel model, LlamaContext context, Schedule schedule, Pace pace, LiveTexts texts) {
        this.model = model;
        this.context = context;
        this.schedule = schedule;
        this.pace = pace;
        this.texts = texts;
    }

    /** How long the step under way has taken until now. */
    Duration underWay() {
        long start = began;
        return start == NONE ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - start);
    }

    /** Breaks off the step under way, or else the next; what was lost is computed again. */
    void abort() {
        context.abort();
    }

    /** The next step, for those at work and those for whom a place is free; nothing if there are none. */
    List<Slice> next() {
        schedule.admit().forEach(sequence -> begin(texts.of(sequence)));
        return schedule.next(pace.room());
    }

    private void begin(Text text) {
        restore(text.sequence, text.sequence.computed());
        text.sampler = model.sampler(
                text.request.sampling(),
                text.mostTokens,
                ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE));
        texts.meter().began(Duration.ofNanos(System.nanoTime() - text.asked));
    }

    /** Makes the context know of the sequence what the schedule thinks that it knows, or nothing where it cannot forget a part. */
    private void restore(Sequence sequence, int tokens) {
        sequence.correct(tokens);
        if (!context.keep(sequence.place(), sequence.computed())) {
            context.keep(sequence.place(), 0);
            sequence.correct(0);
        }
    }

    void compute(List<Slice> slices) {
        int[] indexes = fill(slices);
        context.resume();
        if (slices.stream().anyMatch(slice -> texts.of(slice.sequence()).isUnwanted())) {
            return;
        }
        long start = System.nanoTime();
        began = start;
        Outcome outcome = context.decode();
        began = NONE;
        switch (outcome) {
            case DONE -> {
                measure(slices, System.nanoTime() - start);
                done(slices, indexes);
            }
            case ABORTED ->
                slices.forEach(slice -> restore(
                        slice.sequence(), context.tokens(slice.sequence().place())));
            case FAILED ->
                slices.forEach(slice -> {
                    restore(slice.sequence(), 0);
                    texts.refuse(
                            texts.of(slice.sequence()),
                            new Rejection.EngineFailed("llama.cpp could not compute the text"));
                });
        }
    }

    /** Puts the tokens into the batch, and gives for each slice the index of its last. */
    private int[] fill(List<Slice> slices) {
        context.batch().clear();
        int[] indexes = new int[slices.size()];
        for (int i = 0; i < indexes.length; i++) {
            Slice slice = slices.get(i);
            Sequence sequence = slice.sequence();
            for (int position = slice.from(); position < slice.end(); position++) {
                boolean output = position + 1 == slice.end() && slice.completes();
                indexes[i] = context.batch().add(sequence.token(position), position, sequence.place(), output);
            }
            texts.of(sequence).weighsMost = slice.count() > 1 || indexes.length == 1;
        }
        return indexes;
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
        texts.meter().step(read, written, Duration.ofNanos(nanos));
    }

    private void done(List<Slice> slices, int[] indexes) {
        schedule.computed(slices);
        for (int i = 0; i < indexes.length; i++) {
            if (slices.get(i).completes()) {
                take(texts.of(slices.get(i).sequence()), indexes[i]);
            }
        }
    }

    /** Chooses the text's next token and tells what can be told. */
    private void take(Text text, int index) {
        int token = context.sample(Objects.requireNonNull(text.sampler), index);
        if (text.sequence.generatedTokens() == 0) {
            texts.meter().firstToken(Duration.ofNanos(System.nanoTime() - text.asked));
        }
        if (model.isEnd(token)) {
            texts.finish(text, FinishReason.STOP);
            return;
        }
        text.sequence.append(token);
        text.answer.add(model.piece(token), logprob(text, token, index)).ifPresent(text::tell);
        if (text.answer.stopped()) {
            texts.finish(text, FinishReason.STOP);
        } else if (text.sequence.generatedTokens() == text.mostTokens) {
            texts.finish(text, FinishReason.LENGTH);
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
}
