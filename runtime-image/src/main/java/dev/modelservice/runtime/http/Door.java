package dev.modelservice.runtime.http;

import dev.modelservice.runtime.RuntimeConfig;
import dev.modelservice.runtime.metrics.ServingMetrics;
import dev.modelservice.runtime.request.Protocol;
import dev.modelservice.runtime.request.Rejection;
import dev.modelservice.runtime.serve.Admission;
import dev.modelservice.runtime.serve.Drain;
import dev.modelservice.runtime.serve.Inference;
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
    private final int limit;
    private final CodecThreads codecs;

    Door(Inference inference, Admission admission, ServingMetrics metrics, Drain drain, RuntimeConfig config) {
        this.inference = inference;
        this.admission = admission;
        this.metrics = metrics;
        this.drain = drain;
        this.limit = config.maxRequestBytes();
        this.codecs = new CodecThreads(Runtime.getRuntime().availableProcessors());
    }

    /** Lets the endpoint answer the request, once its body is here and there is room. */
    void enter(RoutingContext routing, Protocol protocol, ProblemShape problems, Endpoint endpoint) {
        Exchange exchange = new Exchange(routing, protocol, problems, drain, metrics, codecs);
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

    private void admit(Exchange exchange, Endpoint endpoint, byte[] body) {
        Optional<Rejection> refusal = admission.enter(inference::atWork, inference::free);
        if (refusal.isPresent()) {
            exchange.refuse(refusal.get());
            return;
        }
        exchange.routing().addEndHandler(_ -> admission.leave());
        codecs.run(body.length, () -> exchange.attempt(() -> endpoint.serve(exchange, body)));
    }
}
