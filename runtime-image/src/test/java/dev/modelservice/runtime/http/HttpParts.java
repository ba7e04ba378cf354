package dev.modelservice.runtime.http;

import dev.modelservice.runtime.RuntimeParts;
import dev.modelservice.runtime.codec.CodecThreads;
import dev.modelservice.runtime.model.ServerMetadata;
import dev.modelservice.runtime.serve.Entrance;
import dev.modelservice.runtime.trace.Tracing;
import io.vertx.ext.web.Router;

/** What CDI makes of this package. */
public record HttpParts(Door door, ShortAnswers answers, V1Resource v1, HttpRoutes routes) {

    private static final long HELD_BYTES = 1 << 26;

    public static HttpParts of(RuntimeParts parts) {
        Entrance entrance = new Entrance(
                parts.inference(), parts.admission(), parts.drain(), parts.metrics(), Tracing.OFF, HELD_BYTES);
        Door door = new Door(entrance, new CodecThreads(1), parts.config());
        ShortAnswers answers = new ShortAnswers(parts.drain());
        HttpRoutes routes = new HttpRoutes(
                new InferenceResource(parts.inference(), door),
                new ModelResource(parts.inference(), parts.readiness(), answers, ServerMetadata.ofVersion("0")),
                new PredictResource(parts.inference(), door),
                new RepositoryResource(parts.inference(), parts.drain()),
                parts.drain());
        return new HttpParts(door, answers, new V1Resource(parts.inference(), door, parts.drain()), routes);
    }

    public void register(Router router) {
        routes.register(router);
    }
}
