package dev.modelservice.runtime.http;

import dev.modelservice.runtime.request.RejectedException;

/** What makes an answer of a body that was let in. */
@FunctionalInterface
public interface Endpoint {

    /**
     * Begins the answer; the exchange may be ended now or later, from any thread.
     *
     * @throws RejectedException if there is none, and the exchange was not ended
     */
    void serve(Exchange exchange, byte[] body);
}
