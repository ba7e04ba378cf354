package dev.modelservice.gateway.door;

import dev.modelservice.gateway.balance.Balancer;
import dev.modelservice.gateway.hold.WaitingRoom;
import dev.modelservice.gateway.measure.RevisionMeasure;
import dev.modelservice.gateway.route.Replica;

/** One revision's replicas, and those who wait for them. Guarded by its door. */
record Room(String revision, Balancer<Replica> replicas, WaitingRoom<Waiting> waiting, RevisionMeasure measure) {

    Room(String revision, RevisionMeasure measure) {
        this(revision, new Balancer<>(), new WaitingRoom<>(), measure);
        // Read without the lock: a figure that is a moment old will do.
        measure.watch(replicas::busy, waiting::size);
    }
}
