package dev.modelservice.e2e.bench.pace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Connections that have had an answer and stay open. */
public final class HeldLines implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Selector selector;
    private final List<Line> lines = new ArrayList<>();

    private HeldLines(Selector selector) {
        this.selector = selector;
    }

    public static HeldLines open(int port, int count) {
        try {
            var held = new HeldLines(Selector.open());
            for (int i = 0; i < count; i++) {
                held.lines.add(Line.open(port, held.selector));
            }
            return held;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot hold " + count + " connections to port " + port, e);
        }
    }

    /** One question on each, so many at the same time, and all answers. */
    public void ask(List<byte[]> questions, int atOnce) {
        try {
            int asked = 0;
            int answered = 0;
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (answered < lines.size()) {
                while (asked < lines.size() && asked - answered < atOnce) {
                    lines.get(asked).ask(questions.get(asked % questions.size()), 0);
                    asked++;
                }
                selector.select(1000);
                for (var key : selector.selectedKeys()) {
                    answered += ((Line) key.attachment()).read() ? 1 : 0;
                }
                selector.selectedKeys().clear();
                if (System.nanoTime() > end) {
                    throw new IOException("Only %d of %d were answered".formatted(answered, lines.size()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Asking on held connections: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            for (var line : lines) {
                line.close();
            }
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
