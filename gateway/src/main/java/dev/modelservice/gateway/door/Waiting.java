package dev.modelservice.gateway.door;

import dev.modelservice.gateway.hold.WaitingRoom;

/** A request that waits for a place; perhaps at another revision than it began at, if that one has no replica any more. */
public final class Waiting implements Entry {

    private final Visitor visitor;
    private final boolean pinned;
    private final long deadline;
    private Room room;
    private WaitingRoom.Ticket<Waiting> ticket;

    Waiting(Visitor visitor, boolean pinned, long deadline, Room room) {
        this.visitor = visitor;
        this.pinned = pinned;
        this.deadline = deadline;
        this.room = room;
        this.ticket = room.waiting().enter(this, deadline);
    }

    void moveTo(Room other) {
        room = other;
        ticket = other.waiting().enter(this, deadline);
    }

    boolean leave() {
        return room.waiting().leave(ticket);
    }

    Visitor visitor() {
        return visitor;
    }

    boolean isPinned() {
        return pinned;
    }
}
