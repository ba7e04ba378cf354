package dev.modelservice.runtime.batch;

import java.util.List;

/** What a free worker does next. */
public sealed interface Next<T> {

    /** Requests that nobody waits for any more, to be told so; then ask again. */
    record Drop<T>(List<Pending<T>> late) implements Next<T> {}

    /**
     * Run these together.
     *
     * @param heldNanos how long a free worker was kept from them, for company
     */
    record Run<T>(List<Pending<T>> batch, long heldNanos) implements Next<T> {}

    /** Ask again after so many nanoseconds, or when a request came. */
    record Wait<T>(long nanos) implements Next<T> {}

    /** Ask again when a request came. */
    record Idle<T>() implements Next<T> {}
}
