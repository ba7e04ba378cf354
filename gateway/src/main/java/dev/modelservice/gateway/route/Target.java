package dev.modelservice.gateway.route;

import org.jspecify.annotations.Nullable;

/** What a request's host and path say that it is for. */
public sealed interface Target {

    /**
     * A model.
     *
     * @param uri what its pod is asked for, with the query
     * @param revision the one that the address stands for; null where weights and headers say it
     */
    record Model(ModelRoute route, String uri, @Nullable String revision) implements Target {

        public Model(ModelRoute route, String uri) {
            this(route, uri, null);
        }
    }

    /** The model that the body of an OpenAI request names. */
    record NamedInBody() implements Target {}

    /** OpenAI's list of models. */
    record ModelList() implements Target {}

    /** OpenAI's description of one model. */
    record OneModel(ModelRoute route) implements Target {}

    /** Nobody knows: what there is has not been read yet. */
    record NotYet() implements Target {}

    /** Nothing that is here. */
    record Unknown(String message) implements Target {}
}
