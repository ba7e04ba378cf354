package dev.modelservice.gateway.accesslog;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.LongAdder;

/**
 * Writes lines on a thread of its own. Requests never wait for the reader of the log: where it is too slow, lines are left out and
 * counted.
 */
public final class AccessLog {

    private static final int WAITING_BLOCKS = 256;

    private final BlockingQueue<byte[]> blocks = new ArrayBlockingQueue<>(WAITING_BLOCKS);
    private final OutputStream out;
    private final LongAdder lost = new LongAdder();

    public AccessLog(OutputStream out) {
        this.out = out;
    }

    public void start() {
        Thread writer = new Thread(this::write, "access-log");
        writer.setDaemon(true);
        writer.start();
    }

    /** Takes whole lines. */
    public void write(StringBuilder lines, int count) {
        if (!blocks.offer(lines.toString().getBytes(StandardCharsets.UTF_8))) {
            lost.add(count);
        }
    }

    /** Lines that were left out. */
    public long lost() {
        return lost.sum();
    }

    private void write() {
        try {
            while (true) {
                out.write(blocks.take());
                out.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // The reader is gone, as it is for everything else that this process would say.
            blocks.clear();
        }
    }
}
