package dev.modelservice.runtime.engine.llama;

import dev.modelservice.runtime.engine.EngineOptions;
import dev.modelservice.runtime.engine.GenerationOptions;
import dev.modelservice.runtime.generate.GenerationEvent;
import dev.modelservice.runtime.generate.GenerationEvent.Finished;
import dev.modelservice.runtime.generate.GenerationRequest;
import dev.modelservice.runtime.generate.Prompt;
import dev.modelservice.runtime.generate.Sampling;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tokens a second at 1, 4 and 8 texts at once; run by hand, with the number of threads as its argument. With one thread the
 * tokens for each second of the processor are told too, which say something even where others are busy on the machine.
 */
final class GenerationBench {

    private static final int TOKENS = 128;
    private static final int ROUNDS = 3;

    private GenerationBench() {}

    public static void main(String[] arguments) throws Exception {
        int threads = arguments.length > 0
                ? Integer.parseInt(arguments[0])
                : Runtime.getRuntime().availableProcessors();
        EngineOptions options = new EngineOptions(
                threads,
                new GenerationOptions(Smollm.LIBRARIES, OptionalInt.of(1024), 8, 512, 64, 0, OptionalLong.empty()));
        long start = System.nanoTime();
        try (LlamaGenerator generator = LlamaGenerator.open(Smollm.FILE, options)) {
            System.out.printf("ready after %.2f s%n", seconds(start));
            for (int round = 0; round < ROUNDS; round++) {
                for (int streams : new int[] {1, 4, 8}) {
                    measure(generator, streams);
                }
                readPrompt(generator);
            }
        }
    }

    private static void measure(LlamaGenerator generator, int streams) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(streams);
        AtomicInteger tokens = new AtomicInteger();
        AtomicInteger firsts = new AtomicInteger();
        AtomicLong began = new AtomicLong();
        AtomicLong processor = new AtomicLong();
        AtomicLong ended = new AtomicLong();
        for (int i = 0; i < streams; i++) {
            GenerationRequest request = new GenerationRequest(
                    new Prompt.Text("Chapter " + (i + 1) + ". It was a dark and stormy night, and"),
                    TOKENS,
                    Sampling.GREEDY,
                    List.of(),
                    null,
                    null);
            AtomicInteger pieces = new AtomicInteger();
            generator.start(request, event -> {
                switch (event) {
                    case GenerationEvent.Piece piece -> {
                        if (pieces.getAndIncrement() == 0 && firsts.incrementAndGet() == streams) {
                            began.set(System.nanoTime());
                            processor.set(processorNanos());
                            tokens.set(0);
                        }
                        tokens.addAndGet(piece.tokens());
                    }
                    case Finished finished -> {
                        ended.set(processorNanos());
                        done.countDown();
                    }
                    case GenerationEvent.Refused refused -> throw new IllegalStateException(refused.toString());
                }
            });
        }
        done.await();
        System.out.printf(
                "%d at once: %.1f tokens/s, %.1f for a second of the loop's processor%n",
                streams, tokens.get() / seconds(began.get()), tokens.get() * 1e9 / (ended.get() - processor.get()));
    }

    private static void readPrompt(LlamaGenerator generator) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        long start = System.nanoTime();
        String text = "The history of the steam engine begins long before the industrial revolution. ".repeat(50)
                + System.nanoTime();
        AtomicInteger read = new AtomicInteger();
        generator.start(
                new GenerationRequest(
                        new Prompt.Text(System.nanoTime() + text), 1, Sampling.GREEDY, List.of(), null, null),
                event -> {
                    if (event instanceof Finished finished) {
                        read.set(finished.usage().promptTokens()
                                - finished.usage().cachedTokens());
                        done.countDown();
                    }
                });
        done.await();
        System.out.printf("a prompt of %d tokens: %.1f tokens/s%n", read.get(), read.get() / seconds(start));
    }

    /** Of the thread that tells events, which is the one that computes. */
    private static long processorNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }
}
