package dev.modelservice.runtime.grpc;

import dev.modelservice.runtime.codec.ContentCoding;
import dev.modelservice.runtime.codec.Utf8;
import dev.modelservice.runtime.request.RejectedException;
import dev.modelservice.runtime.request.Rejection;
import dev.modelservice.shared.GrpcMessage;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One call: a stream of HTTP/2 with messages on it, that ends with a status. Messages and the end may come from any thread. */
final class Call {

    private static final String STATUS = "grpc-status";
    private static final String MESSAGE = "grpc-message";

    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final Context context;
    private final Consumer<HttpConnection> atEnd;
    private final long start = System.nanoTime();
    private @Nullable Duration timeout;
    private final List<Runnable> afterwards = new ArrayList<>(2);
    private ContentCoding coding = ContentCoding.IDENTITY;
    private boolean over;

    /**
     * @param atEnd what is done with the connection when the call was answered
     */
    Call(HttpServerRequest request, Context context, Consumer<HttpConnection> atEnd) {
        this.request = request;
        this.response = request.response();
        this.context = context;
        this.atEnd = atEnd;
        response.putHeader(HttpHeaders.CONTENT_TYPE, "application/grpc");
        response.endHandler(_ -> over());
        response.closeHandler(_ -> over());
        response.exceptionHandler(_ -> over());
        request.exceptionHandler(_ -> over());
    }

    HttpServerRequest request() {
        return request;
    }

    Context context() {
        return context;
    }

    Vertx vertx() {
        return context.owner();
    }

    /** Sets how long the client waits. */
    void timeout(@Nullable Duration timeout) {
        this.timeout = timeout;
    }

    /** How long the client still waits, if it said so; may be over. */
    @Nullable
    Duration remaining() {
        return timeout == null ? null : timeout.minusNanos(System.nanoTime() - start);
    }

    /** Sets in what way the client's messages are compressed. */
    void coding(ContentCoding coding) {
        this.coding = coding;
    }

    /** In what way a message is compressed, by what stands before it. */
    ContentCoding coding(boolean compressed) {
        if (compressed && coding == ContentCoding.IDENTITY) {
            throw RejectedException.malformed("a message is compressed, and grpc-encoding does not say how");
        }
        return compressed ? coding : ContentCoding.IDENTITY;
    }

    /** Adds what is done once when the call is over: answered, or given up by the client. */
    void onEnd(Runnable action) {
        if (over) {
            action.run();
        } else {
            afterwards.add(action);
        }
    }

    /** Whether nothing more can be sent. */
    boolean isOver() {
        return over;
    }

    private void over() {
        if (!over) {
            over = true;
            afterwards.forEach(Runnable::run);
        }
    }

    /** Sends a message, and others may follow. */
    void send(byte[] message) {
        onContext(() -> response.write(frame(message)));
    }

    /** Whether the client does not take what was sent. */
    boolean isFull() {
        return response.writeQueueFull();
    }

    /** Sets what is done when the client took enough of what was sent. */
    void onRoom(Runnable action) {
        response.drainHandler(_ -> action.run());
    }

    /** Sends the only message and ends the call well. */
    void answer(byte[] message) {
        onContext(() -> {
            response.putTrailer(STATUS, "0");
            response.end(frame(message));
            close();
        });
    }

    void refuse(Rejection rejection) {
        Map<String, String> more = rejection instanceof Rejection.Overloaded overloaded
                ? Map.of("grpc-retry-pushback-ms", Integer.toString(overloaded.retryAfterSeconds() * 1000))
                : Map.of();
        end(GrpcStatus.of(rejection), rejection.message(), more);
    }

    /** Ends the call; the message is for the client, and empty if all is well. */
    void end(GrpcStatus status, String message) {
        end(status, message, Map.of());
    }

    /** Ends the call, with more to say than a status. */
    void end(GrpcStatus status, String message, Map<String, String> more) {
        onContext(() -> {
            // Before the first message, what would be trailers are headers.
            MultiMap last = response.headWritten() ? response.trailers() : response.headers();
            last.set(STATUS, Integer.toString(status.code()));
            if (!message.isEmpty()) {
                last.set(MESSAGE, GrpcMessage.encode(Utf8.words(message)));
            }
            more.forEach(last::set);
            response.end();
            close();
        });
    }

    private void close() {
        if (!request.isEnded()) {
            // What the client still sends is not read.
            response.reset();
        }
        atEnd.accept(request.connection());
    }

    private void onContext(Runnable action) {
        if (context.equals(Vertx.currentContext())) {
            unlessOver(action);
        } else {
            context.runOnContext(_ -> unlessOver(action));
        }
    }

    private void unlessOver(Runnable action) {
        if (!over && !response.ended()) {
            action.run();
        }
    }

    private static Buffer frame(byte[] message) {
        return Buffer.buffer(message.length + 5)
                .appendByte((byte) 0)
                .appendInt(message.length)
                .appendBytes(message);
    }
}
