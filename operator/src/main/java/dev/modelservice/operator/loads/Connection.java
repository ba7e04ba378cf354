package dev.modelservice.operator.loads;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The connection to one gateway pod, made again whenever it ends or is silent. */
final class Connection {

    private static final ObjectReader LINES = new ObjectMapper().readerFor(Line.class);
    private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 2000;

    private final Address address;
    private final HttpClient client;
    private final LoadBook book;
    private final ScheduledExecutorService later;
    private @Nullable Thread reader;
    private long pauseMillis = FIRST_PAUSE_MILLIS;
    private volatile long heardNanos;
    private boolean opened;
    private boolean closed;

    Connection(Address address, HttpClient client, LoadBook book, ScheduledExecutorService later) {
        this.address = address;
        this.client = client;
        this.book = book;
        this.later = later;
    }

    /** Begins once, however often it is asked to. */
    synchronized void open() {
        if (!opened) {
            opened = true;
            begin();
        }
    }

    synchronized void close() {
        closed = true;
        end();
    }

    /** A peer whose machine is gone never says so. */
    synchronized void check() {
        if (reader != null && System.nanoTime() - heardNanos > SILENCE_NANOS) {
            end();
        }
    }

    private synchronized void begin() {
        if (!closed) {
            heardNanos = System.nanoTime();
            reader = Thread.ofVirtual().name("loads-" + address.host()).start(this::read);
        }
    }

    private void end() {
        if (reader != null) {
            reader.interrupt();
        }
    }

    private void read() {
        try {
            var request = HttpRequest.newBuilder(address.loads()).build();
            var response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                if (response.statusCode() == 200) {
                    readLines(body);
                }
            }
        } catch (IOException | InterruptedException _) {
            // Whatever it was, the counts are missing until the next try; the book says so.
        } finally {
            again();
        }
    }

    private void readLines(InputStream body) throws IOException {
        try (var lines = LINES.<Line>readValues(body)) {
            while (lines.hasNextValue() && hear(lines.nextValue())) {
                heardNanos = System.nanoTime();
            }
        }
    }

    // Behind the lock: a line that comes after the end must not be taken for one of the next connection.
    private synchronized boolean hear(Line line) {
        if (!closed) {
            book.hear(address, line);
            pauseMillis = FIRST_PAUSE_MILLIS;
        }
        return !closed;
    }

    private synchronized void again() {
        reader = null;
        if (closed) {
            return;
        }
        try {
            var _ = later.schedule(this::begin, pauseMillis, TimeUnit.MILLISECONDS);
            pauseMillis = Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS);
        } catch (RejectedExecutionException _) {
            closed = true;
        }
    }
}
