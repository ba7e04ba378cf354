package dev.modelservice.runtime.engine.llama;

import dev.modelservice.runtime.generate.GenerationEvent;
import dev.modelservice.runtime.generate.GenerationEvent.Finished;
import dev.modelservice.runtime.generate.GenerationEvent.Piece;
import dev.modelservice.runtime.generate.GenerationEvent.Refused;
import dev.modelservice.runtime.generate.TokenLogprob;
import dev.modelservice.runtime.request.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Keeps what a generator tells of one text. */
final class Told implements Consumer<GenerationEvent> {

    private static final int PATIENCE_SECONDS = 120;

    private final List<GenerationEvent> events = new ArrayList<>();
    private final CountDownLatch began = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    @Override
    public synchronized void accept(GenerationEvent event) {
        if (ended.getCount() == 0) {
            throw new IllegalStateException("told after the end: " + event);
        }
        events.add(event);
        began.countDown();
        if (!(event instanceof Piece)) {
            ended.countDown();
        }
    }

    /** Waits for the first event. */
    Told begun() throws InterruptedException {
        if (!began.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("nothing was told");
        }
        return this;
    }

    /** Waits for the last event. */
    synchronized GenerationEvent end() {
        return events.getLast();
    }

    Told ended() throws InterruptedException {
        if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("no end was told");
        }
        return this;
    }

    Finished finished() throws InterruptedException {
        return (Finished) ended().end();
    }

    Rejection refused() throws InterruptedException {
        return ((Refused) ended().end()).rejection();
    }

    boolean hasEnded() {
        return ended.getCount() == 0;
    }

    synchronized List<Piece> pieces() {
        return events.stream()
                .filter(Piece.class::isInstance)
                .map(Piece.class::cast)
                .toList();
    }

    String text() throws InterruptedException {
        ended();
        StringBuilder text = new StringBuilder();
        pieces().forEach(piece -> text.append(piece.text()));
        return text.toString();
    }

    List<TokenLogprob> logprobs() {
        return pieces().stream().flatMap(piece -> piece.logprobs().stream()).toList();
    }
}
