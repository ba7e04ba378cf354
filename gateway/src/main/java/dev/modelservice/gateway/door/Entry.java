package dev.modelservice.gateway.door;

import dev.modelservice.gateway.problem.Problem;

/** What a request finds at a model's door. */
public sealed interface Entry permits Place, Waiting, Entry.Refused {

    /** It is sent away. */
    record Refused(Problem problem) implements Entry {}
}
