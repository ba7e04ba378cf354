package dev.modelservice.gateway.proxy;

import dev.modelservice.gateway.accesslog.AccessLines;
import dev.modelservice.gateway.door.Place;
import dev.modelservice.gateway.measure.Protocol;
import dev.modelservice.gateway.measure.RevisionMeasure;
import dev.modelservice.gateway.measure.StatusClass;
import dev.modelservice.gateway.measure.UsageTail;
import dev.modelservice.gateway.problem.Kind;
import dev.modelservice.gateway.route.ModelName;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/** What is told of one request when it is over. */
final class Account {

    private static final int CLIENT_GONE = 499;

    private final long started;
    private long waited = -1;
    private long firstByte = -1;
    private long entered;
    private int tries;
    private @Nullable ModelName model;
    private @Nullable String revision;
    private @Nullable String replica;
    private @Nullable String reason;
    private @Nullable RevisionMeasure measure;
    private @Nullable UsageTail usage;

    Account(long started) {
        this.started = started;
    }

    long started() {
        return started;
    }

    void chose(ModelName name, String chosen, @Nullable RevisionMeasure counts) {
        model = name;
        revision = chosen;
        measure = counts;
    }

    void entered(long now) {
        entered = now;
    }

    void seated(Place place, long now) {
        tries++;
        revision = place.revision();
        replica = place.replica().toString();
        measure = place.measure();
        waited = now - entered;
        place.measure().waited(waited);
    }

    int tries() {
        return tries;
    }

    void because(Kind kind) {
        reason = kind.label();
    }

    /** A piece of the answer's body. */
    void piece(Buffer piece, Protocol protocol) {
        if (firstByte < 0) {
            firstByte = System.nanoTime() - started;
            if (measure != null) {
                measure.firstByte(firstByte);
            }
        }
        if (protocol == Protocol.OPENAI) {
            if (usage == null) {
                usage = new UsageTail();
            }
            usage.feed(piece.getBytes(piece.length() - UsageTail.interest(piece.length()), piece.length()));
        }
    }

    /** Counts the request and writes its line. */
    void end(
            HttpServerRequest request,
            Protocol protocol,
            int status,
            int grpcStatus,
            boolean abandoned,
            long bytesIn,
            long bytesOut,
            Loop loop) {
        long time = System.nanoTime() - started;
        if (measure != null) {
            measure.ended(protocol, kind(protocol, status, grpcStatus, abandoned), time, bytesIn, bytesOut);
            if (usage != null) {
                measure.tokens(usage.promptTokens(), usage.completionTokens());
            }
        }
        if (loop.parts().config().accessLog()) {
            write(request, protocol, abandoned ? CLIENT_GONE : status, grpcStatus, time, bytesIn, bytesOut, loop);
        }
    }

    private static StatusClass kind(Protocol protocol, int status, int grpcStatus, boolean abandoned) {
        if (abandoned) {
            return StatusClass.ABANDONED;
        }
        boolean isCall = protocol == Protocol.GRPC && status == 200;
        return isCall ? StatusClass.ofGrpc(grpcStatus) : StatusClass.ofHttp(status);
    }

    private void write(
            HttpServerRequest request,
            Protocol protocol,
            int status,
            int grpcStatus,
            long time,
            long bytesIn,
            long bytesOut,
            Loop loop) {
        AccessLines line = loop.lines()
                .begin(loop.instant())
                .text("remote", request.remoteAddress().hostAddress())
                .text("method", request.method().name())
                .text("path", request.path())
                .text("protocol", protocol.label())
                .text("model", model == null ? null : model.toString())
                .text("revision", revision)
                .text("replica", replica)
                .number("status", status);
        if (protocol == Protocol.GRPC) {
            line.number("grpcStatus", grpcStatus);
        }
        line.text("reason", reason)
                .millis("millis", time)
                .millis("firstByteMillis", firstByte)
                .millis("waitedMillis", waited)
                .number("bytesIn", bytesIn)
                .number("bytesOut", bytesOut);
        if (tries > 1) {
            line.number("tries", tries);
        }
        if (usage != null) {
            line.number("tokensIn", usage.promptTokens()).number("tokensOut", usage.completionTokens());
        }
        line.text("requestId", request.getHeader(Headers.REQUEST_ID))
                .text("traceparent", request.getHeader(Headers.TRACE_PARENT))
                .end();
    }
}
