package dev.modelservice.gateway.door;

import dev.modelservice.gateway.balance.Balancer;
import dev.modelservice.gateway.measure.RevisionMeasure;
import dev.modelservice.gateway.route.Replica;

/** A request's place at a replica, to be given back with {@link Door#leave}. */
public final class Place implements Entry {

    private final Room room;
    private final Balancer.Seat<Replica> seat;

    Place(Room room, Balancer.Seat<Replica> seat) {
        this.room = room;
        this.seat = seat;
    }

    public Replica replica() {
        return seat.replica();
    }

    public String revision() {
        return room.revision();
    }

    public RevisionMeasure measure() {
        return room.measure();
    }

    Room room() {
        return room;
    }

    Balancer.Seat<Replica> seat() {
        return seat;
    }
}
