package dev.modelservice.runtime.http;

import dev.modelservice.runtime.RuntimeConfig;
import dev.modelservice.runtime.codec.CodecThreads;
import dev.modelservice.runtime.codec.ContentCoding;
import dev.modelservice.runtime.request.Protocol;
import dev.modelservice.runtime.request.RejectedException;
import dev.modelservice.runtime.request.Rejection;
import dev.modelservice.runtime.serve.Entrance;
import dev.modelservice.runtime.serve.Visit;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.Optional;

/** Where requests for an inference come in: body read within bounds, let in or sent away. */
@Singleton
public final class Door {

    private final Entrance entrance;
    private final BodyReader.Bounds bounds;
    private final CodecThreads codecs;

    Door(Entrance entrance, CodecThreads codecs, RuntimeConfig config) {
        this.entrance = entrance;
        this.codecs = codecs;
        this.bounds = new BodyReader.Bounds(config.maxRequestBytes(), config.maxBodySeconds());
    }

    /** Lets the endpoint answer the request, once its body is here and there is room. */
    public void enter(RoutingContext routing, Protocol protocol, ProblemShape problems, Endpoint endpoint) {
        Visit visit = entrance.begin(protocol, operation(routing), routing.request()::getHeader);
        Exchange exchange = new Exchange(routing, visit, problems, entrance, codecs, bounds.bytes());
        routing.addEndHandler(_ -> visit.leave());
        Optional<Rejection> refusal = visit.refusal();
        if (refusal.isPresent()) {
            exchange.refuseUnread(refusal.get());
            return;
        }
        BodyReader.read(
                routing.vertx(),
                routing.request(),
                visit,
                bounds,
                body -> admit(exchange, visit, endpoint, body),
                exchange::refuseUnread);
    }

    /** The last word of the path: infer, predict, embeddings. */
    private static String operation(RoutingContext routing) {
        String path = Objects.requireNonNullElse(routing.request().path(), "");
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf(':')) + 1);
    }

    private void admit(Exchange exchange, Visit visit, Endpoint endpoint, byte[] body) {
        Optional<Rejection> refusal = visit.admit();
        if (refusal.isPresent()) {
            exchange.refuse(refusal.get());
            return;
        }
        String coding = exchange.routing().request().getHeader(HttpHeaders.CONTENT_ENCODING);
        if (coding == null) {
            codecs.run(body.length, () -> exchange.attempt(() -> endpoint.serve(exchange, body)));
        } else {
            codecs.run(
                    bounds.bytes(), () -> exchange.attempt(() -> endpoint.serve(exchange, plain(coding, body, visit))));
        }
    }

    private byte[] plain(String coding, byte[] body, Visit visit) {
        byte[] plain = ContentCoding.named(coding).decode(body, bounds.bytes());
        visit.hold(plain.length).ifPresent(full -> {
            throw new RejectedException(full);
        });
        return plain;
    }
}
