package dev.modelservice.gateway.route;

/** How requests of one session are known. */
public sealed interface SessionRule {

    /** By the value of a request header, in lower case. */
    record Header(String name) implements SessionRule {}

    /** By the field {@code user} of an OpenAI body. */
    record OpenAiUser() implements SessionRule {}
}
