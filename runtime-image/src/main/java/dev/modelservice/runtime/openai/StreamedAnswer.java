package dev.modelservice.runtime.openai;

import dev.modelservice.runtime.generate.GenerationEvent;
import dev.modelservice.runtime.http.EventStream;
import dev.modelservice.runtime.http.Exchange;
import dev.modelservice.runtime.metrics.Outcome;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * Answers an order with server-sent events while its texts are generated. Told from any thread.
 *
 * <p>What comes while the client still reads is sent together afterwards. A client that falls too far behind is broken off:
 * the generator waits for nobody, and memory is not endless.
 */
final class StreamedAnswer implements Consumer<Told> {

    static final int MAX_PENDING = 1000;

    private static final byte[] WAITING = ": waiting\n\n".getBytes(StandardCharsets.UTF_8);

    private final Exchange exchange;
    private final EventStream stream;
    private final Writing writing;
    private final Chunks chunks;
    private final Queue<Told> pending = new ArrayDeque<>();
    private boolean scheduled;
    private boolean tooMany;
    private boolean over;
    private boolean silent = true;

    StreamedAnswer(Exchange exchange, Writing writing, Chunks chunks) {
        this.exchange = exchange;
        this.stream = exchange.events();
        this.writing = writing;
        this.chunks = chunks;
    }

    /** Says in this interval that the client waits for its turn, for as long as it does. */
    void keepAlive(Duration interval) {
        exchange.onItsThread(() -> exchange.every(interval, () -> {
            if (silent) {
                stream.send(WAITING);
            }
        }));
    }

    @Override
    public void accept(Told told) {
        synchronized (pending) {
            tooMany |= pending.size() == MAX_PENDING;
            if (!tooMany) {
                pending.add(told);
            }
            if (scheduled) {
                return;
            }
            scheduled = true;
        }
        exchange.onItsThread(this::flush);
    }

    /** On the exchange's thread, like all below. */
    private void flush() {
        exchange.attempt(() -> {
            if (takeTooMany()) {
                over = true;
                stream.breakOff(Outcome.SLOW_READER);
                writing.cancel();
            } else if (stream.isFull()) {
                stream.onRoom(this::flush);
            } else if (!over) {
                send(takePending());
            }
        });
    }

    private boolean takeTooMany() {
        synchronized (pending) {
            scheduled = false;
            return tooMany && !over;
        }
    }

    private List<Told> takePending() {
        synchronized (pending) {
            List<Told> all = new ArrayList<>(pending);
            pending.clear();
            return all;
        }
    }

    private void send(List<Told> all) {
        ByteArrayOutputStream events = new ByteArrayOutputStream();
        for (Told told : all) {
            if (told.event() instanceof GenerationEvent.Refused refused) {
                refuse(refused, told, events);
                return;
            }
            chunks.write(told, events);
        }
        if (events.size() > 0) {
            silent = false;
            stream.send(events.toByteArray());
        }
        if (chunks.areOver()) {
            over = true;
            stream.end(Outcome.ANSWERED);
        }
    }

    private void refuse(GenerationEvent.Refused refused, Told told, ByteArrayOutputStream events) {
        over = true;
        writing.cancel();
        if (stream.hasBegun() || events.size() > 0) {
            chunks.write(told, events);
            stream.send(events.toByteArray());
            stream.end(Outcome.of(refused.rejection()));
        } else {
            exchange.refuse(refused.rejection());
        }
    }
}
