package dev.modelservice.gateway.hold;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Those who wait: first come, first served, each until a time of its own. Who may come in is for the owner to say, who counts
 * over several rooms. Not for several threads at a time.
 */
public final class WaitingRoom<T> {

    private final Deque<Ticket<T>> waiting = new ArrayDeque<>();
    private int size;

    /** Lets one wait until then. */
    public Ticket<T> enter(T guest, long deadline) {
        Ticket<T> ticket = new Ticket<>(guest, deadline);
        waiting.addLast(ticket);
        size++;
        return ticket;
    }

    /** The one that waits longest, who then waits no more; null for none. */
    public @Nullable T next() {
        for (Ticket<T> first = waiting.pollFirst(); first != null; first = waiting.pollFirst()) {
            if (first.waits) {
                first.waits = false;
                size--;
                return first.guest;
            }
        }
        return null;
    }

    /** One goes away unserved; false if it did not wait any more. */
    public boolean leave(Ticket<T> ticket) {
        if (!ticket.waits) {
            return false;
        }
        ticket.waits = false;
        size--;
        // Those who left are dropped from the front as they get there; a room of only such ones is emptied at once.
        if (size == 0) {
            waiting.clear();
        }
        return true;
    }

    /** Those whose time is over, who then wait no more. */
    public List<T> expired(long now) {
        List<T> expired = new ArrayList<>();
        for (Iterator<Ticket<T>> all = waiting.iterator(); all.hasNext(); ) {
            Ticket<T> ticket = all.next();
            if (ticket.waits && now - ticket.deadline >= 0) {
                ticket.waits = false;
                size--;
                expired.add(ticket.guest);
            }
            if (!ticket.waits) {
                all.remove();
            }
        }
        return expired;
    }

    /** Sends everyone away. */
    public List<T> close() {
        List<T> all = new ArrayList<>(size);
        for (T guest = next(); guest != null; guest = next()) {
            all.add(guest);
        }
        return all;
    }

    public int size() {
        return size;
    }

    /** One that waits, for leaving. */
    public static final class Ticket<T> {

        private final T guest;
        private final long deadline;
        private boolean waits = true;

        private Ticket(T guest, long deadline) {
            this.guest = guest;
            this.deadline = deadline;
        }
    }
}
