package dev.modelservice.runtime.http;

import dev.modelservice.runtime.serve.Drain;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.stream.Collectors;

/** Paths and what is done at them; another method, or another path below, is refused in the protocol's own shape. */
public final class Paths {

    /** After all paths, and before what answers on any path. */
    private static final int NEARLY_LAST = Integer.MAX_VALUE - 1;

    private final Router router;
    private final ProblemShape problems;
    private final Drain drain;

    public Paths(Router router, ProblemShape problems, Drain drain) {
        this.router = router;
        this.problems = problems;
        this.drain = drain;
    }

    /** Answers one method at a path. */
    public void at(HttpMethod method, String path, Handler<RoutingContext> handler) {
        at(path, Map.of(method, handler));
    }

    /** Answers some methods at a path. */
    public void at(String path, Map<HttpMethod, Handler<RoutingContext>> handlers) {
        handlers.forEach((method, handler) -> router.route(method, path).handler(handler));
        String allowed =
                handlers.keySet().stream().map(HttpMethod::name).sorted().collect(Collectors.joining(", "));
        router.route(path).handler(routing -> {
            routing.response().putHeader("Allow", allowed);
            refuse(
                    routing,
                    405,
                    "expected " + allowed + " at " + routing.request().path());
        });
    }

    /** Refuses whatever is below a path and not registered. */
    public void nothingElse(String prefix, String hint) {
        router.route(prefix + "/*")
                .order(NEARLY_LAST)
                .handler(routing ->
                        refuse(routing, 404, "there is no " + routing.request().path() + " here; " + hint));
    }

    private void refuse(RoutingContext routing, int status, String message) {
        Responses.json(routing, status, problems.body(new Problem(status, message)), drain.isDraining());
    }
}
