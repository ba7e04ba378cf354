package dev.modelservice.gateway.proxy;

import dev.modelservice.gateway.door.Place;
import dev.modelservice.gateway.measure.Protocol;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/** A request that has a place: its body on the way to the replica, and the answer on the way back. */
final class Delivery implements Attempt.Owner {

    /** What becomes of it; nothing after {@link #stop}. */
    interface Owner {

        /**
         * The replica provably did nothing: another one may be asked.
         *
         * @param avoid whether the replica takes no connections at all
         */
        void notReached(boolean avoid);

        /** Nobody knows what the replica did. */
        void lost();

        /** The place is not needed any more. */
        void leave();

        /** On the request's own context. */
        void later(Runnable action);

        /** The answer is about to be complete. */
        void ending();

        void delivered(int status, int grpcStatus, long written, Future<Void> sent);
    }

    private final Loop loop;
    private final HttpServerRequest request;
    private final RequestBody body;
    private final boolean call;
    private final Protocol protocol;
    private final Account account;
    private final Owner owner;
    private final Answer answer;
    private boolean over;
    private boolean flows;
    private boolean answered;
    private boolean closes;
    private int status;
    private long stalledSince;
    private @Nullable Attempt attempt;
    private @Nullable HttpClientResponse response;

    Delivery(Loop loop, HttpServerRequest request, RequestBody body, Protocol protocol, Account account, Owner owner) {
        this.loop = loop;
        this.request = request;
        this.body = body;
        this.protocol = protocol;
        this.call = protocol == Protocol.GRPC;
        this.account = account;
        this.owner = owner;
        this.answer = new Answer(request, call);
        if (call) {
            body.keep();
        }
    }

    /** Tries this replica. */
    void to(Place place, String uri) {
        Attempt next = new Attempt(place, loop.upstreams(), this);
        attempt = next;
        next.begin(request.method(), call, uri);
    }

    @Override
    public void connected(HttpClientRequest onward, Attempt current) {
        Onward.head(request, onward, body.lengthOnward(), call, loop);
        if (Onward.expectsContinue(request)) {
            request.response().writeContinue();
        }
        flows = true;
        body.flowTo(current);
    }

    @Override
    public void drained() {
        body.drained();
    }

    @Override
    public void answered(HttpClientResponse from, Attempt current) {
        answered = true;
        response = from;
        status = from.statusCode();
        body.settle();
        answer.head(from, current.place().revision());
        closes = loop.parts().drain().isDraining() || !body.isComplete();
        if (closes) {
            answer.closeAfter();
        }
        from.handler(this::piece);
        from.endHandler(_ -> ended(from));
        from.exceptionHandler(_ -> lost());
        if (!answer.isShort()) {
            // Not at once: an answer that is only headers is one frame.
            owner.later(() -> {
                if (!over) {
                    answer.flushHead();
                }
            });
        }
    }

    private void piece(Buffer piece) {
        if (over) {
            return;
        }
        account.piece(piece, protocol);
        if (answer.piece(piece)) {
            ending();
            finish(0, answer.end(piece));
        } else if (answer.isFull() && response != null) {
            response.pause();
            stalledSince = System.nanoTime();
            request.response().drainHandler(_ -> drainedByClient());
        }
    }

    private void drainedByClient() {
        stalledSince = 0;
        if (response != null && !over) {
            response.resume();
        }
    }

    private void ended(HttpClientResponse from) {
        if (!over) {
            MultiMap trailers = from.trailers();
            ending();
            String code = trailers.get(Headers.GRPC_STATUS);
            finish(grpcStatus(code == null ? from.getHeader(Headers.GRPC_STATUS) : code), answer.end(trailers));
        }
    }

    private static int grpcStatus(@Nullable String code) {
        boolean isNumber = code != null
                && !code.isEmpty()
                && code.length() < 4
                && code.chars().allMatch(Character::isDigit);
        return isNumber && code != null ? Integer.parseInt(code) : -1;
    }

    /** Before Vert.x is asked to end the answer: it may tell at once that the stream, or the connection, is closed. */
    private void ending() {
        over = true;
        owner.ending();
    }

    private void finish(int grpcStatus, Future<Void> sent) {
        if (attempt != null) {
            attempt.complete();
            owner.leave();
        }
        owner.delivered(status, grpcStatus, answer.written(), sent);
    }

    private void lost() {
        if (!over) {
            owner.lost();
        }
    }

    @Override
    public void failed(Throwable problem, boolean reached, Attempt failed) {
        if (over) {
            return;
        }
        if (answered || reached || (failed.hasBegun() && !body.canRepeat())) {
            owner.lost();
        } else {
            attempt = null;
            boolean avoid = !flows;
            flows = false;
            body.pause();
            owner.notReached(avoid);
        }
    }

    /** Gives it up; true if the client has a part of the answer already. */
    boolean stop() {
        boolean begun = answer.hasBegun();
        over = true;
        if (attempt != null) {
            attempt.giveUp();
            owner.leave();
            attempt = null;
        }
        if (!begun && answered) {
            answer.forget();
        }
        return begun;
    }

    boolean isAnswered() {
        return answered;
    }

    boolean isOver() {
        return over;
    }

    boolean isCall() {
        return call;
    }

    /** Whether the client was told that its connection ends with this answer; of HTTP/1.1. */
    boolean closes() {
        return closes;
    }

    int status() {
        return status;
    }

    long written() {
        return answer.written();
    }

    /** Since when the client has not read on; 0 if it does. */
    long stalledSince() {
        return stalledSince;
    }
}
