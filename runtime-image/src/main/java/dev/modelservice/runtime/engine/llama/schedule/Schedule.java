package dev.modelservice.runtime.engine.llama.schedule;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

/**
 * Who waits, who has a place, and what is computed in the next step. New sequences join at any step and leave at any step;
 * those at work always go on together. Not for several threads.
 *
 * <p>A step goes: {@link #admit}, {@link #next}, compute, {@link #computed}, and an {@link Sequence#append} for each slice
 * that completes its sequence, or {@link #leave}.
 */
public final class Schedule {

    private final Places places;
    private final Deque<Sequence> waiting = new ArrayDeque<>();
    private final List<Sequence> working = new ArrayList<>();

    public Schedule(int places) {
        this.places = new Places(places);
    }

    /** Puts the sequence at the end of those that wait. */
    public void enqueue(Sequence sequence) {
        waiting.addLast(sequence);
    }

    /** Gives the free places to those that waited longest, and tells who got one. */
    public List<Sequence> admit() {
        if (waiting.isEmpty()) {
            return List.of();
        }
        List<Sequence> admitted = new ArrayList<>();
        while (!waiting.isEmpty() && places.take(waiting.getFirst())) {
            Sequence sequence = waiting.removeFirst();
            working.add(sequence);
            admitted.add(sequence);
        }
        return admitted;
    }

    /**
     * What to compute next; nothing if nobody has a place.
     *
     * @param room most tokens of the step; everyone at work gets one even if that is more
     */
    public List<Slice> next(int room) {
        int[] pending = new int[working.size()];
        for (int i = 0; i < pending.length; i++) {
            pending[i] = working.get(i).pending();
        }
        int[] shares = Shares.of(pending, Math.max(room, pending.length));
        List<Slice> slices = new ArrayList<>(pending.length);
        for (int i = 0; i < pending.length; i++) {
            Sequence sequence = working.get(i);
            slices.add(new Slice(sequence, sequence.computed(), shares[i]));
        }
        return slices;
    }

    /** The slices were computed. */
    public void computed(Collection<Slice> slices) {
        slices.forEach(slice -> slice.sequence().advance(slice.count()));
    }

    /** The sequence wants nothing any more, whether it has a place or waits. */
    public void leave(Sequence sequence) {
        if (working.remove(sequence)) {
            places.free(sequence);
        } else {
            waiting.remove(sequence);
        }
    }

    public List<Sequence> waiting() {
        return List.copyOf(waiting);
    }

    public List<Sequence> working() {
        return List.copyOf(working);
    }
}
