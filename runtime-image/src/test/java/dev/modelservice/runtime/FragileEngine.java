package dev.modelservice.runtime;

import dev.modelservice.runtime.engine.Answers;
import dev.modelservice.runtime.engine.BatchLimits;
import dev.modelservice.runtime.engine.Engine;
import dev.modelservice.runtime.engine.Prepared;
import dev.modelservice.runtime.request.DataType;
import dev.modelservice.runtime.request.Elements;
import dev.modelservice.runtime.request.InferenceRequest;
import dev.modelservice.runtime.request.InferenceResponse;
import dev.modelservice.runtime.request.Rejection;
import dev.modelservice.runtime.request.Shape;
import dev.modelservice.runtime.request.Signature;
import dev.modelservice.runtime.request.Task;
import dev.modelservice.runtime.request.Tensor;
import dev.modelservice.runtime.serve.Reply;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Answers texts with themselves, but for two of them. */
public final class FragileEngine implements Engine {

    /** Does not end before {@link #release}. */
    public static final String STUCK = "stuck";

    /** Fails as no engine should. */
    public static final String BROKEN = "broken";

    private static final int PATIENCE_SECONDS = 30;

    private final EchoEngine echo = new EchoEngine(null);
    private final CountDownLatch stuck = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);

    private record Text(Prepared echo, String text) implements Prepared {

        @Override
        public dev.modelservice.runtime.batch.Weight weight() {
            return echo.weight();
        }
    }

    /** How a request ended. */
    public static final class Outcome implements Reply {

        private final CompletableFuture<String> end = new CompletableFuture<>();

        @Override
        public void answered(InferenceResponse response) {
            end.complete("answered");
        }

        @Override
        public void refused(Rejection rejection) {
            end.complete(rejection.message());
        }

        /** Waits for {@code answered}, or the message of the refusal. */
        public String await() throws Exception {
            return end.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** Hands in a request of one text. */
    public static Outcome submit(RuntimeParts parts, String text) {
        Outcome outcome = new Outcome();
        Tensor input = new Tensor("text", DataType.BYTES, Shape.of(1), new Elements.Texts(List.of(text)));
        parts.inference()
                .submit(new InferenceRequest(RuntimeParts.MODEL, null, List.of(input), List.of(), null), outcome);
        return outcome;
    }

    public void awaitStuck() throws InterruptedException {
        if (!stuck.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("nothing is stuck");
        }
    }

    public void release() {
        release.countDown();
    }

    @Override
    public Signature signature() {
        return echo.signature();
    }

    @Override
    public String platform() {
        return "fragile";
    }

    @Override
    public Task task() {
        return echo.task();
    }

    @Override
    public BatchLimits limits() {
        return echo.limits();
    }

    @Override
    public Prepared prepare(List<Tensor> inputs, List<String> outputs) {
        String text = ((Elements.Texts) inputs.getFirst().elements()).values().getFirst();
        return new Text(echo.prepare(inputs, outputs), text);
    }

    @Override
    public void run(List<Prepared> batch, Answers answers) {
        List<Text> texts = batch.stream().map(Text.class::cast).toList();
        for (Text text : texts) {
            if (text.text.equals(BROKEN)) {
                throw new IllegalStateException("no engine should do this");
            }
            if (text.text.equals(STUCK)) {
                hang();
            }
        }
        echo.run(texts.stream().map(Text::echo).toList(), answers);
    }

    private void hang() {
        stuck.countDown();
        try {
            if (!release.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody released the engine");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {}
}
