package dev.modelservice.runtime.engine.llama;

import dev.modelservice.runtime.engine.EngineOptions;
import dev.modelservice.runtime.engine.GenerationOptions;
import dev.modelservice.runtime.engine.InvalidModelException;
import dev.modelservice.runtime.engine.llama.binding.LlamaContext;
import dev.modelservice.runtime.engine.llama.binding.LlamaModel;
import dev.modelservice.runtime.engine.llama.schedule.Pace;
import dev.modelservice.runtime.engine.llama.schedule.Schedule;
import dev.modelservice.runtime.generate.Generation;
import dev.modelservice.runtime.generate.GenerationEvent;
import dev.modelservice.runtime.generate.GenerationEvent.Refused;
import dev.modelservice.runtime.generate.GenerationMeter;
import dev.modelservice.runtime.generate.GenerationRequest;
import dev.modelservice.runtime.generate.Prompt;
import dev.modelservice.runtime.generate.TextGenerator;
import dev.modelservice.runtime.request.RejectedException;
import dev.modelservice.runtime.request.Rejection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/** Generates texts with one GGUF model. Ready for them as soon as it is open. */
public final class LlamaGenerator implements TextGenerator, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(LlamaGenerator.class);
    private static final Duration STEP = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int RETRY_AFTER_SECONDS = 1;
    private static final Generation NOTHING = () -> {};
    private static final Rejection CLOSED = new Rejection.NotReady("the model is being closed");

    private final LlamaModel model;
    private final LlamaContext context;
    private final LiveTexts live;
    private final Steps steps;
    private final GenerationLoop loop;
    private final PromptReader prompts;
    private final int texts;
    private final int queue;
    private final ReadWriteLock use = new ReentrantReadWriteLock();
    private boolean closed;

    private LlamaGenerator(LlamaModel model, LlamaContext context, GenerationOptions options, int contextTokens) {
        this.model = model;
        this.context = context;
        this.texts = options.texts();
        this.queue = options.queue();
        this.prompts = new PromptReader(model, contextTokens);
        Schedule schedule = new Schedule(options.texts());
        this.live = new LiveTexts(schedule);
        this.steps = new Steps(model, context, schedule, new Pace(options.stepTokens(), STEP), live);
        this.loop = new GenerationLoop(live, steps);
    }

    /**
     * Loads the model and tries it out.
     *
     * @param ggufFile the model, or the first part of one that is split
     * @throws InvalidModelException if it cannot be loaded, or not on this machine
     */
    public static LlamaGenerator open(Path ggufFile, EngineOptions options) throws InvalidModelException {
        OpenedModel opened = OpenedModel.open(ggufFile, options);
        LlamaGenerator generator =
                new LlamaGenerator(opened.model(), opened.context(), options.generation(), opened.contextTokens());
        generator.loop.start();
        return generator;
    }

    @Override
    public int contextTokens() {
        return prompts.contextTokens();
    }

    @Override
    public boolean hasChatTemplate() {
        return prompts.hasChatTemplate();
    }

    @Override
    public int active() {
        return loop.working();
    }

    @Override
    public int waiting() {
        return Math.max(0, live.accepted() - loop.working());
    }

    @Override
    public Duration stepUnderWay() {
        return steps.underWay();
    }

    @Override
    public void measuredBy(GenerationMeter meter) {
        live.measuredBy(meter);
    }

    @Override
    public Generation start(GenerationRequest request, Consumer<GenerationEvent> listener) {
        if (!live.enter(texts + queue)) {
            listener.accept(new Refused(new Rejection.Overloaded(
                    "%d texts are at work and %d wait, which is all that is allowed; try again later"
                            .formatted(texts, queue),
                    RETRY_AFTER_SECONDS)));
            return NOTHING;
        }
        try {
            Text text = text(request, listener);
            if (!loop.add(text)) {
                throw new RejectedException(CLOSED);
            }
            return text;
        } catch (RejectedException e) {
            live.leave();
            listener.accept(new Refused(e.rejection()));
            return NOTHING;
        } catch (RuntimeException e) {
            live.leave();
            throw e;
        }
    }

    /**
     * The same request with its prompt made into tokens.
     *
     * @throws RejectedException if it is not one that can be answered
     */
    GenerationRequest withTokens(GenerationRequest request) {
        List<Integer> tokens = IntStream.of(tokens(request)).boxed().toList();
        return new GenerationRequest(
                new Prompt.Tokens(tokens),
                request.maxTokens(),
                request.sampling(),
                request.stop(),
                request.topLogprobs(),
                request.deadlineNanos());
    }

    private Text text(GenerationRequest request, Consumer<GenerationEvent> listener) {
        int[] prompt = tokens(request);
        int room = contextTokens() - prompt.length;
        Integer most = request.maxTokens();
        return new Text(request, prompt, most == null ? room : Math.min(most, room), listener, loop::cancelled);
    }

    /** On the thread of the one who asks, so that those at work do not wait for it. */
    private int[] tokens(GenerationRequest request) {
        if (!use.readLock().tryLock()) {
            throw new RejectedException(CLOSED);
        }
        try {
            if (closed) {
                throw new RejectedException(CLOSED);
            }
            return prompts.read(request);
        } finally {
            use.readLock().unlock();
        }
    }

    /** Cancels what is at work and frees the model. */
    @Override
    public void close() {
        use.writeLock().lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            if (loop.close(PATIENCE)) {
                context.close();
                model.close();
            } else {
                LOG.error("a step of text generation does not end, so its memory is not freed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            use.writeLock().unlock();
        }
    }
}
