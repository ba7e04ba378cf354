package dev.modelservice.gateway.proxy;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;

/** A replica's answer on its way to the client: every piece at once, and only as fast as the client takes it. */
final class Answer {

    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final boolean http2;
    private final boolean grpc;
    private long declared = -1;
    private long written;
    private boolean begun;

    Answer(HttpServerRequest request, boolean grpc) {
        this.request = request;
        this.grpc = grpc;
        this.response = request.response();
        this.http2 = request.version() == HttpVersion.HTTP_2;
    }

    /** Takes over status and headers; they go with the first piece, or by {@link #flushHead}. */
    void head(HttpClientResponse from, String revision) {
        response.setStatusCode(from.statusCode());
        MultiMap headers = response.headers();
        Headers.copy(from.headers(), headers);
        headers.set(Headers.REVISION, revision);
        declared = Headers.contentLength(from.headers());
        if (declared < 0 && !http2 && mayHaveBody(from.statusCode())) {
            response.setChunked(true);
        }
    }

    private boolean mayHaveBody(int status) {
        return status >= 200 && status != 204 && status != 304 && !HttpMethod.HEAD.equals(request.method());
    }

    /** Sends the headers before there is a body. */
    void flushHead() {
        if (!begun && !response.ended()) {
            begun = true;
            response.writeHead();
        }
    }

    /** Whether the headers can wait for the body, which is already announced. */
    boolean isShort() {
        return declared >= 0;
    }

    /** Sends a piece; true if it is known to be the last. */
    boolean piece(Buffer piece) {
        written += piece.length();
        begun = true;
        if (declared >= 0 && written >= declared && !grpc) {
            return true;
        }
        response.write(piece);
        return false;
    }

    Future<Void> end(Buffer last) {
        return response.end(last);
    }

    Future<Void> end(MultiMap trailers) {
        if (!trailers.isEmpty()) {
            response.trailers().addAll(trailers);
        }
        return response.end();
    }

    /** Tells the client that it is better off with another connection after this answer. */
    void closeAfter() {
        if (!http2) {
            response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
    }

    /** Takes back what was never sent. */
    void forget() {
        response.setStatusCode(200);
        response.headers().clear();
        response.setChunked(false);
    }

    boolean isFull() {
        return response.writeQueueFull();
    }

    boolean hasBegun() {
        return begun || response.headWritten();
    }

    long written() {
        return written;
    }
}
