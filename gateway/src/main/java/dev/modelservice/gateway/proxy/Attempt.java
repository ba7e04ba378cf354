package dev.modelservice.gateway.proxy;

import dev.modelservice.gateway.door.Place;
import io.vertx.core.AsyncResult;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import org.jspecify.annotations.Nullable;

/** One try to have a request answered by one replica. */
final class Attempt implements RequestBody.Sink {

    private static final long CANCEL = 8;

    /** What becomes of it; at most one of the first two, and nothing after {@link #giveUp}. */
    interface Owner {

        /** Writes the request's headers. */
        void connected(HttpClientRequest request, Attempt attempt);

        void answered(HttpClientResponse response, Attempt attempt);

        /** @param reached false where the replica provably did nothing */
        void failed(Throwable problem, boolean reached, Attempt attempt);

        /** The replica takes more of the body. */
        void drained();
    }

    private final Place place;
    private final Upstreams upstreams;
    private final Owner owner;
    private @Nullable HttpClientRequest request;
    private boolean over;
    private boolean begun;
    private boolean sent;

    Attempt(Place place, Upstreams upstreams, Owner owner) {
        this.place = place;
        this.upstreams = upstreams;
        this.owner = owner;
    }

    Place place() {
        return place;
    }

    void begin(HttpMethod method, boolean grpc, String uri) {
        upstreams.request(place.replica(), grpc, method, uri).onComplete(this::connected);
    }

    private void connected(AsyncResult<HttpClientRequest> result) {
        HttpClientRequest connected = result.result();
        if (connected == null) {
            if (!over) {
                over = true;
                owner.failed(result.cause(), false, this);
            }
            return;
        }
        if (over) {
            connected.reset(CANCEL);
            return;
        }
        request = connected;
        connected.response().onComplete(this::answered);
        connected.exceptionHandler(this::failed);
        connected.drainHandler(_ -> {
            if (!over) {
                owner.drained();
            }
        });
        owner.connected(connected, this);
    }

    private void answered(AsyncResult<HttpClientResponse> result) {
        if (result.failed()) {
            failed(result.cause());
        } else if (!over) {
            owner.answered(result.result(), this);
        }
    }

    private void failed(Throwable problem) {
        if (!over) {
            over = true;
            boolean reached = begun && request != null && !upstreams.wasRefused(request, problem);
            owner.failed(problem, reached, this);
        }
    }

    @Override
    public void write(Buffer piece) {
        if (request != null && !over && !sent) {
            begun = true;
            request.write(piece);
        }
    }

    @Override
    public void end(@Nullable Buffer last) {
        if (request == null || over || sent) {
            return;
        }
        begun = true;
        sent = true;
        if (last == null) {
            request.end();
        } else {
            request.end(last);
        }
    }

    @Override
    public boolean isFull() {
        return request != null && request.writeQueueFull();
    }

    /** Whether anything was written; the headers go with the first piece of the body. */
    boolean hasBegun() {
        return begun;
    }

    /** The answer is complete; a request that is not is broken off. */
    void complete() {
        over = true;
        if (!sent && request != null) {
            request.reset(CANCEL);
        }
    }

    /** Nobody wants the answer any more. */
    void giveUp() {
        over = true;
        if (request != null) {
            request.reset(CANCEL);
        }
    }
}
