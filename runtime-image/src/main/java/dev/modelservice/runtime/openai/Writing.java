package dev.modelservice.runtime.openai;

import dev.modelservice.runtime.generate.FinishReason;
import dev.modelservice.runtime.generate.Generation;
import dev.modelservice.runtime.generate.GenerationEvent;
import dev.modelservice.runtime.generate.TextGenerator;
import dev.modelservice.runtime.request.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The texts of an order while they are generated: all of them, or none any more. */
final class Writing {

    private final List<Generation> begun = new ArrayList<>();
    private volatile boolean cancelled;

    /** Begins every text; the listener is told as the generator tells, and nothing more after {@link #cancel}. */
    void start(TextGenerator generator, TextOrder order, Consumer<Told> listener) {
        for (int i = 0; i < order.size() && !cancelled; i++) {
            int index = i;
            keep(generator.start(order.text(index), event -> {
                if (!cancelled) {
                    listener.accept(new Told(index, unlessCut(event)));
                }
            }));
        }
    }

    /** An end that nobody here asked for is no end of a text. */
    private static GenerationEvent unlessCut(GenerationEvent event) {
        return event instanceof GenerationEvent.Finished end && end.reason() == FinishReason.CANCELLED
                ? new GenerationEvent.Refused(new Rejection.NotReady("this server gave up the text"))
                : event;
    }

    private void keep(Generation generation) {
        synchronized (begun) {
            begun.add(generation);
        }
        // It may have been called off while it began.
        if (cancelled) {
            generation.cancel();
        }
    }

    /** Nobody wants the rest of any of them. */
    void cancel() {
        cancelled = true;
        List<Generation> all;
        synchronized (begun) {
            all = List.copyOf(begun);
        }
        all.forEach(Generation::cancel);
    }
}
