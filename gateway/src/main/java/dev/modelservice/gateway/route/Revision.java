package dev.modelservice.gateway.route;

import java.util.List;

/**
 * A revision of a ModelService.
 *
 * @param weight its share of the requests, in relation to the other revisions' weights
 * @param mirrorPercent of 100 requests to others, how many it is sent a copy of
 * @param replicas those that may get new requests
 */
public record Revision(String name, int weight, int mirrorPercent, List<Replica> replicas) {

    public Revision {
        if (weight < 0 || mirrorPercent < 0 || mirrorPercent > 100) {
            throw new IllegalArgumentException("weight " + weight + ", mirrorPercent " + mirrorPercent);
        }
        replicas = List.copyOf(replicas);
    }

    boolean mayServe() {
        return weight > 0 && !replicas.isEmpty();
    }
}
