package dev.modelservice.runtime.http;

import dev.modelservice.runtime.serve.Drain;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Every path of port 8080. Vert.x routes, not annotated resources: bodies are bounded and refused in the protocol's own words. */
@Singleton
public final class HttpRoutes {

    private final InferenceResource inference;
    private final ModelResource model;
    private final PredictResource predict;
    private final RepositoryResource repository;
    private final Drain drain;

    HttpRoutes(
            InferenceResource inference,
            ModelResource model,
            PredictResource predict,
            RepositoryResource repository,
            Drain drain) {
        this.inference = inference;
        this.model = model;
        this.predict = predict;
        this.repository = repository;
        this.drain = drain;
    }

    void register(@Observes Router router) {
        route(router, HttpMethod.POST, "/predict", predict::predict);
        route(router, HttpMethod.POST, "/v2/repository/index", repository::index);
        for (String verb : new String[] {"load", "unload"}) {
            router.route("/v2/repository/models/:model/" + verb).handler(repository::refuse);
        }
        route(router, HttpMethod.GET, "/v2/models/stats", repository::allStatistics);
        for (String path : new String[] {"/v2/models/:model", "/v2/models/:model/versions/:version"}) {
            route(router, HttpMethod.POST, path + "/infer", inference::infer);
            route(router, HttpMethod.GET, path + "/ready", model::modelReady);
            route(router, HttpMethod.GET, path + "/stats", repository::statistics);
            route(router, HttpMethod.GET, path, model::model);
        }
        route(router, HttpMethod.GET, "/v2/health/live", model::live);
        route(router, HttpMethod.GET, "/v2/health/ready", model::ready);
        route(router, HttpMethod.GET, "/v2", model::server);
        router.route()
                .last()
                .handler(routing -> problem(
                        routing,
                        404,
                        "there is no " + routing.request().path() + " here; GET /docs shows what there is"));
    }

    private void route(Router router, HttpMethod method, String path, Handler<RoutingContext> handler) {
        new Paths(router, Problems::body, drain).at(method, path, handler);
    }

    private void problem(RoutingContext routing, int status, String message) {
        Responses.json(routing, status, Problems.body(message), drain.isDraining());
    }
}
