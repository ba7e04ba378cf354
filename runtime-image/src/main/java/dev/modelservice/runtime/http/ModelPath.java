package dev.modelservice.runtime.http;

import dev.modelservice.runtime.model.ModelMetadata;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The model that a path names, and the version where it names one. */
record ModelPath(String name, @Nullable String version) {

    static ModelPath of(RoutingContext routing) {
        return new ModelPath(Objects.requireNonNull(routing.pathParam("model")), routing.pathParam("version"));
    }

    /** The name, if the version is one that exists. */
    String requireName() {
        if (version != null) {
            ModelMetadata.requireVersion(name, version);
        }
        return name;
    }
}
