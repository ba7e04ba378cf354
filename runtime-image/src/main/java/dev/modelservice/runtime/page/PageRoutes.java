package dev.modelservice.runtime.page;

import dev.modelservice.runtime.http.Paths;
import dev.modelservice.runtime.http.ProblemShape;
import dev.modelservice.runtime.serve.Drain;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.ObserverMethod;
import jakarta.inject.Singleton;

/** The paths of the description. */
@Singleton
public final class PageRoutes {

    private static final int AFTER_OTHERS = ObserverMethod.DEFAULT_PRIORITY + 2;

    private final PageResource page;
    private final Drain drain;

    PageRoutes(PageResource page, Drain drain) {
        this.page = page;
        this.drain = drain;
    }

    void register(@Observes @Priority(AFTER_OTHERS) Router router) {
        Paths paths = new Paths(router, ProblemShape.PLAIN, drain);
        paths.at(HttpMethod.GET, "/", page::root);
        paths.at(HttpMethod.GET, "/docs", page::docs);
        paths.at(HttpMethod.GET, "/openapi.json", page::openapi);
    }
}
