package dev.modelservice.operator.scaling;

import java.time.Instant;

/** An autoscaler in a simulation. */
interface Rule {

    /** What it sees, twice a second; the result is how many replicas it wants from now on. */
    int replicas(Instant now, Sample load, Replicas replicas);
}
