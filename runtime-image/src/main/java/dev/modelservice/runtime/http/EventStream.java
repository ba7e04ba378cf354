package dev.modelservice.runtime.http;

import dev.modelservice.runtime.metrics.Outcome;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;

/** An answer in parts: server-sent events, in the order in which they are given. To be used on the exchange's own thread. */
public final class EventStream {

    private final Exchange exchange;
    private final HttpServerResponse response;
    private boolean begun;

    EventStream(Exchange exchange, HttpServerResponse response) {
        this.exchange = exchange;
        this.response = response;
    }

    /** Whether something was sent; from then on the status is 200, and a problem can only be told as an event. */
    public boolean hasBegun() {
        return begun;
    }

    /** Whether nothing can be sent any more. */
    public boolean isClosed() {
        return response.closed() || response.ended();
    }

    /** Whether the client has still to read what was sent already; more should then wait. */
    public boolean isFull() {
        return response.writeQueueFull();
    }

    /** Sets what is done when a full stream has room again. */
    public void onRoom(Runnable work) {
        response.drainHandler(_ -> work.run());
    }

    /** Sends events, or comments, as they stand. */
    public void send(byte[] events) {
        if (isClosed()) {
            return;
        }
        if (!begun) {
            begin();
        }
        response.write(Buffer.buffer(events));
    }

    private void begin() {
        begun = true;
        response.setChunked(true)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream; charset=utf-8")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                // nginx would hold events back otherwise.
                .putHeader("X-Accel-Buffering", "no");
        if (exchange.isLast()) {
            response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
    }

    /** Ends the stream. */
    public void end(Outcome outcome) {
        exchange.count(outcome);
        if (isClosed()) {
            return;
        }
        // Asked again: a stream may be much older than the wish to stop.
        boolean last = exchange.isLast();
        var sent = response.end();
        if (last) {
            sent.onComplete(done -> exchange.routing().request().connection().close());
        }
    }

    /** Ends the connection in the middle of the stream, so that nobody takes what was sent for the whole. */
    public void breakOff(Outcome outcome) {
        exchange.count(outcome);
        response.reset();
    }
}
