package dev.modelservice.gateway.proxy;

import java.util.concurrent.atomic.AtomicLong;

/** Bytes that all requests together keep in memory: at most so many. */
public final class Memory {

    private final long most;
    private final AtomicLong held = new AtomicLong();

    public Memory(long most) {
        this.most = most;
    }

    /** Whether so many more may be kept; if so, they are to be released. */
    boolean reserve(long bytes) {
        if (held.addAndGet(bytes) > most) {
            held.addAndGet(-bytes);
            return false;
        }
        return true;
    }

    void release(long bytes) {
        held.addAndGet(-bytes);
    }

    public long held() {
        return held.get();
    }
}
