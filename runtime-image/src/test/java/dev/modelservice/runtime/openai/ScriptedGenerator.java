package dev.modelservice.runtime.openai;

import dev.modelservice.runtime.generate.FinishReason;
import dev.modelservice.runtime.generate.Generation;
import dev.modelservice.runtime.generate.GenerationEvent;
import dev.modelservice.runtime.generate.GenerationMeter;
import dev.modelservice.runtime.generate.GenerationRequest;
import dev.modelservice.runtime.generate.TextGenerator;
import dev.modelservice.runtime.generate.Usage;
import dev.modelservice.runtime.request.Rejection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Writes what a test tells it to, when the test tells it. */
final class ScriptedGenerator implements TextGenerator {

    private static final int PATIENCE_SECONDS = 20;

    private final BlockingQueue<Text> texts = new LinkedBlockingQueue<>();
    private final boolean chats;

    ScriptedGenerator(boolean chats) {
        this.chats = chats;
    }

    /** A text that was asked for. */
    static final class Text implements Generation {

        private final GenerationRequest request;
        private final Consumer<GenerationEvent> listener;
        private final CountDownLatch cancelled = new CountDownLatch(1);

        private Text(GenerationRequest request, Consumer<GenerationEvent> listener) {
            this.request = request;
            this.listener = listener;
        }

        GenerationRequest request() {
            return request;
        }

        void write(String piece) {
            listener.accept(new GenerationEvent.Piece(piece, 1, List.of()));
        }

        void finish(FinishReason reason, int promptTokens, int completionTokens) {
            listener.accept(new GenerationEvent.Finished(reason, new Usage(promptTokens, completionTokens, 0)));
        }

        void refuse(Rejection rejection) {
            listener.accept(new GenerationEvent.Refused(rejection));
        }

        boolean isCancelled() {
            return cancelled.getCount() == 0;
        }

        boolean awaitCancelled() throws InterruptedException {
            return cancelled.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }

        @Override
        public void cancel() {
            cancelled.countDown();
        }
    }

    /** The next text that is asked for. */
    Text next() throws InterruptedException {
        Text text = texts.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (text == null) {
            throw new IllegalStateException("no text was asked for");
        }
        return text;
    }

    @Override
    public int contextTokens() {
        return 2048;
    }

    @Override
    public boolean hasChatTemplate() {
        return chats;
    }

    @Override
    public int active() {
        return texts.size();
    }

    @Override
    public int waiting() {
        return 0;
    }

    @Override
    public Duration stepUnderWay() {
        return Duration.ZERO;
    }

    @Override
    public void measuredBy(GenerationMeter meter) {}

    @Override
    public Generation start(GenerationRequest request, Consumer<GenerationEvent> listener) {
        Text text = new Text(request, listener);
        texts.add(text);
        return text;
    }
}
