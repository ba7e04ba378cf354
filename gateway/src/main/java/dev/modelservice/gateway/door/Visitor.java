package dev.modelservice.gateway.door;

import dev.modelservice.gateway.problem.Problem;

/** A request that waits. One of these is called, once, on any thread. */
public interface Visitor {

    /** It has a place now, and has to give it back even if it does not want it any more. */
    void seated(Place place);

    void refused(Problem problem);
}
