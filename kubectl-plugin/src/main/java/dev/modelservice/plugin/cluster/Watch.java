package dev.modelservice.plugin.cluster;

import java.time.Duration;
import java.util.function.Supplier;

/** Something in the cluster that is kept up to date by the API server's watch. */
public final class Watch<T> implements AutoCloseable {

    private final Watching watching;
    private final Supplier<T> state;

    Watch(Watching watching, Supplier<T> state) {
        this.watching = watching;
        this.state = state;
    }

    /**
     * As it is now.
     *
     * @throws Refusal where it is gone
     */
    public T now() {
        return state.get();
    }

    /** Waits until something has changed; false when the time is over. */
    public boolean awaitChange(Duration patience) {
        try {
            return watching.await(patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal("interrupted");
        }
    }

    @Override
    public void close() {
        watching.close();
    }
}
