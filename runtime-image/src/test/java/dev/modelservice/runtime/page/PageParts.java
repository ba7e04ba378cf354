package dev.modelservice.runtime.page;

import dev.modelservice.runtime.RuntimeParts;
import dev.modelservice.runtime.http.HttpParts;
import io.vertx.ext.web.Router;

/** What CDI makes of this package. */
public record PageParts(PageRoutes routes) {

    public static PageParts of(RuntimeParts parts, HttpParts http) {
        return new PageParts(new PageRoutes(new PageResource(parts.inference(), http.answers(), "0"), parts.drain()));
    }

    public void register(Router router) {
        routes.register(router);
    }
}
