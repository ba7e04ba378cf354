package dev.modelservice.gateway.route;

/** What a request's host and path say that it is for. */
public sealed interface Target {

    /** A model; {@code uri} is what its pod is asked for, with the query. */
    record Model(ModelRoute route, String uri) implements Target {}

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
