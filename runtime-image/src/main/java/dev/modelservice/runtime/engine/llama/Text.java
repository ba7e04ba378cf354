package dev.modelservice.runtime.engine.llama;

import dev.modelservice.runtime.engine.llama.answer.Answer;
import dev.modelservice.runtime.engine.llama.binding.Sampler;
import dev.modelservice.runtime.engine.llama.schedule.Sequence;
import dev.modelservice.runtime.generate.Generation;
import dev.modelservice.runtime.generate.GenerationEvent;
import dev.modelservice.runtime.generate.GenerationRequest;
import dev.modelservice.runtime.generate.Usage;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One text from its request to its last event. Belongs to the loop's thread, but for {@link #cancel}. */
final class Text implements Generation {

    private static final Logger LOG = Logger.getLogger(Text.class);

    final GenerationRequest request;
    final Sequence sequence;
    final Answer answer;
    final int mostTokens;
    final long asked = System.nanoTime();
    private final Consumer<GenerationEvent> listener;
    private final Consumer<Text> onCancel;
    private volatile boolean unwanted;

    /** Whether the step under way is better thrown away than ended, should this text not be wanted any more. */
    volatile boolean weighsMost;

    @Nullable
    Sampler sampler;

    Text(
            GenerationRequest request,
            int[] prompt,
            int mostTokens,
            Consumer<GenerationEvent> listener,
            Consumer<Text> onCancel) {
        this.request = request;
        this.sequence = new Sequence(prompt);
        this.answer = new Answer(request.stop());
        this.mostTokens = mostTokens;
        this.listener = listener;
        this.onCancel = onCancel;
    }

    @Override
    public void cancel() {
        unwanted = true;
        onCancel.accept(this);
    }

    boolean isUnwanted() {
        return unwanted;
    }

    boolean isTooLate(long nanoTime) {
        Long deadline = request.deadlineNanos();
        return deadline != null && nanoTime - deadline >= 0;
    }

    Usage usage() {
        return new Usage(sequence.promptTokens(), sequence.generatedTokens(), sequence.reusedTokens());
    }

    /** One whose listener fails is not wanted any more. */
    void tell(GenerationEvent event) {
        try {
            listener.accept(event);
        } catch (RuntimeException e) {
            LOG.error("a listener failed, so its text is cancelled", e);
            unwanted = true;
        }
    }

    void close() {
        if (sampler != null) {
            sampler.close();
            sampler = null;
        }
    }
}
