package dev.modelservice.runtime.engine.llama;

import dev.modelservice.runtime.engine.llama.schedule.Schedule;
import dev.modelservice.runtime.engine.llama.schedule.Sequence;
import dev.modelservice.runtime.generate.FinishReason;
import dev.modelservice.runtime.generate.GenerationEvent.Finished;
import dev.modelservice.runtime.generate.GenerationEvent.Refused;
import dev.modelservice.runtime.generate.GenerationMeter;
import dev.modelservice.runtime.request.Rejection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/** The texts that wait or are at work, and how they end. Belongs to the loop's thread, but for the counter and the meter. */
final class LiveTexts {

    private final Schedule schedule;
    private final Map<Sequence, Text> texts = new HashMap<>();
    private final AtomicInteger accepted = new AtomicInteger();
    private volatile GenerationMeter meter = GenerationMeter.NONE;

    LiveTexts(Schedule schedule) {
        this.schedule = schedule;
    }

    /** Counts one more text as accepted, if they are no more than this then. */
    boolean enter(int most) {
        return accepted.getAndUpdate(now -> now < most ? now + 1 : now) < most;
    }

    /** One that was counted ended, or does not come after all. */
    void leave() {
        accepted.decrementAndGet();
    }

    /** How many texts were accepted and have not ended. */
    int accepted() {
        return accepted.get();
    }

    GenerationMeter meter() {
        return meter;
    }

    void measuredBy(GenerationMeter newMeter) {
        meter = newMeter;
    }

    /** Queues a text that was counted as accepted. */
    void add(Text text) {
        texts.put(text.sequence, text);
        schedule.enqueue(text.sequence);
    }

    Text of(Sequence sequence) {
        return Objects.requireNonNull(texts.get(sequence));
    }

    List<Text> all() {
        return List.copyOf(texts.values());
    }

    /** Ends those that nobody waits for any more. */
    void dropUnwanted() {
        long now = System.nanoTime();
        for (Text text : all()) {
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

    void finish(Text text, FinishReason reason) {
        if (reason != FinishReason.CANCELLED) {
            text.answer.end().ifPresent(text::tell);
        }
        end(text);
        meter.finished(reason, text.usage());
        text.tell(new Finished(reason, text.usage()));
    }

    void refuse(Text text, Rejection rejection) {
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
}
