package dev.modelservice.runtime.http;

import dev.modelservice.runtime.RuntimeConfig;
import dev.modelservice.runtime.lifecycle.Drain;
import dev.modelservice.runtime.metrics.Outcome;
import dev.modelservice.runtime.metrics.ServingMetrics;
import dev.modelservice.runtime.request.RejectedException;
import dev.modelservice.runtime.request.Rejection;
import dev.modelservice.runtime.serve.Admission;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;

/** Where requests for an inference come in: body read within bounds, let in or sent away, answered once, counted once. */
@Singleton
public final class Door {

    private static final Logger LOG = Logger.getLogger(Door.class);

    private final Admission admission;
    private final ServingMetrics metrics;
    private final Drain drain;
    private final RuntimeConfig config;

    Door(Admission admission, ServingMetrics metrics, Drain drain, RuntimeConfig config) {
        this.admission = admission;
        this.metrics = metrics;
        this.drain = drain;
        this.config = config;
    }

    /** Answers the request with what the work makes of its body, on a thread that may block. */
    void enter(RoutingContext routing, UnaryOperator<byte[]> work) {
        Exchange exchange = new Exchange(routing, drain);
        if (!drain.arrived()) {
            refuse(exchange, new Rejection.NotReady("this server is stopping"));
            return;
        }
        routing.addEndHandler(ended -> drain.ended());
        int limit = config.maxRequestBytes();
        BodyReader.read(
                routing.request(),
                limit,
                body -> admission
                        .admit(waited -> work(exchange, waited, work, body))
                        .ifPresent(rejection -> refuse(exchange, rejection)),
                () -> {
                    metrics.ended(Outcome.TOO_LARGE);
                    exchange.replyAndClose(
                            413, Problems.body("the request is larger than the " + limit + " bytes that are allowed"));
                });
    }

    private void work(Exchange exchange, Duration waited, UnaryOperator<byte[]> work, byte[] body) {
        metrics.waited(waited);
        if (exchange.isAbandoned()) {
            metrics.ended(Outcome.ABANDONED);
            return;
        }
        if (waited.toSeconds() >= config.maxWaitSeconds()) {
            refuse(
                    exchange,
                    new Rejection.TooLate(
                            "the request waited %d s for its turn and was given up".formatted(waited.toSeconds())));
            return;
        }
        try {
            byte[] answer = work.apply(body);
            metrics.ended(Outcome.ANSWERED);
            exchange.reply(200, answer);
        } catch (RejectedException e) {
            refuse(exchange, e.rejection());
        } catch (RuntimeException | Error e) {
            LOG.error("A request failed for a reason of ours", e);
            refuse(exchange, new Rejection.EngineFailed("the request failed for a reason of the server's: " + e));
        }
    }

    private void refuse(Exchange exchange, Rejection rejection) {
        metrics.ended(Outcome.of(rejection));
        exchange.refuse(rejection);
    }
}
