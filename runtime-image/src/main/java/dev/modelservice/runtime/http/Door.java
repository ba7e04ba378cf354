package dev.modelservice.runtime.http;

import dev.modelservice.runtime.RuntimeConfig;
import dev.modelservice.runtime.metrics.ServingMetrics;
import dev.modelservice.runtime.request.Protocol;
import dev.modelservice.runtime.request.Rejection;
import dev.modelservice.runtime.serve.Admission;
import dev.modelservice.runtime.serve.Drain;
import dev.modelservice.runtime.serve.Inference;
import dev.modelservice.runtime.trace.RequestTrace;
import dev.modelservice.runtime.trace.Tracing;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Where requests for an inference come in: body read within bounds, let in or sent away. */
@Singleton
public final class Door {

    private final Inference inference;
    private final Admission admission;
    private final ServingMetrics metrics;
    private final Drain drain;
    private final Tracing tracing;
    private final int limit;
    private final CodecThreads codecs;

    Door(
            Inference inference,
            Admission admission,
            ServingMetrics metrics,
            Drain drain,
            Tracing tracing,
            RuntimeConfig config) {
        this.inference = inference;
        this.admission = admission;
        this.metrics = metrics;
        this.drain = drain;
        this.tracing = tracing;
        this.limit = config.maxRequestBytes();
        this.codecs = new CodecThreads(Runtime.getRuntime().availableProcessors());
    }

    /** Lets the endpoint answer the request, once its body is here and there is room. */
    public void enter(RoutingContext routing, Protocol protocol, ProblemShape problems, Endpoint endpoint) {
        RequestTrace trace = tracing.begin(operation(routing), protocol, routing.request()::getHeader);
        Exchange exchange = new Exchange(routing, protocol, problems, drain, metrics, codecs, trace);
        if (!drain.arrived()) {
            exchange.refuse(new Rejection.NotReady("this server is stopping"));
            return;
        }
        routing.addEndHandler(_ -> {
            exchange.ended();
            drain.ended();
        });
        BodyReader.read(
                routing.request(),
                limit,
                body -> admit(exchange, endpoint, body),
                () -> exchange.refuseTooLarge(limit));
    }

    /** The last word of the path: infer, predict, embeddings. */
    private static String operation(RoutingContext routing) {
        String path = routing.request().path();
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf(':')) + 1);
    }

    private void admit(Exchange exchange, Endpoint endpoint, byte[] body) {
        Optional<Rejection> refusal = admission.enter(inference::atWork, inference::free);
        if (refusal.isPresent()) {
            exchange.refuse(refusal.get());
            return;
        }
        exchange.entered(admission::leave);
        codecs.run(body.length, () -> exchange.attempt(() -> endpoint.serve(exchange, body)));
    }
}
