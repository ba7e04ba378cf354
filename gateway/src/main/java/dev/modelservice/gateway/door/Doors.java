package dev.modelservice.gateway.door;

import dev.modelservice.gateway.measure.Measures;
import dev.modelservice.gateway.route.ModelName;
import dev.modelservice.gateway.route.ModelRoute;
import dev.modelservice.gateway.route.RoutingTable;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The table of routes that holds now, and a door for each model in it. */
public final class Doors {

    private final Map<ModelName, Door> doors = new ConcurrentHashMap<>();
    private final Measures measures;
    private final Duration replicaWait;
    private final LongSupplier seeds;
    private Map<ModelName, ModelRoute> known = Map.of();
    private volatile RoutingTable table = RoutingTable.EMPTY;

    public Doors(Measures measures, Duration replicaWait, LongSupplier seeds) {
        this.measures = measures;
        this.replicaWait = replicaWait;
        this.seeds = seeds;
    }

    public RoutingTable table() {
        return table;
    }

    /** The door of a model; null if it was deleted a moment ago. */
    public @Nullable Door of(ModelName name) {
        return doors.get(name);
    }

    /** Takes over a new table: doors first, so that every route in it has one. */
    @SuppressWarnings("ReferenceEquality") // a route that did not change is the same object
    public synchronized void update(RoutingTable changed) {
        Map<ModelName, ModelRoute> now = HashMap.newHashMap(changed.models().size());
        for (ModelRoute route : changed.models()) {
            now.put(route.name(), route);
            Door door = doors.get(route.name());
            if (door == null) {
                doors.put(route.name(), new Door(route, measures, replicaWait, seeds.getAsLong()));
            } else if (known.get(route.name()) != route) {
                door.update(route);
            }
        }
        table = changed;
        for (ModelName name : known.keySet()) {
            if (!now.containsKey(name)) {
                Door gone = doors.remove(name);
                if (gone != null) {
                    gone.close();
                }
            }
        }
        known = now;
    }

    /** Sends away who has waited for too long at any door. */
    public void expire(long now) {
        for (Door door : doors.values()) {
            door.expire(now);
        }
    }

    /** Requests that wait at all doors. */
    public int waiting() {
        int sum = 0;
        for (Door door : doors.values()) {
            sum += door.waiting();
        }
        return sum;
    }
}
