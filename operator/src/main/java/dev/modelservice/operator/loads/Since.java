package dev.modelservice.operator.loads;

import dev.modelservice.operator.analysis.Counts;
import java.util.HashMap;
import java.util.Map;

/** What was counted of one revision since a moment, at all gateways, those that are gone as well. */
final class Since {

    private final Series series;
    /** What each gateway had counted at that moment, or when it was first heard after it. */
    private final Map<Address, Counts> before = new HashMap<>();
    /** What came at gateways that are gone, and before others began anew. */
    private Counts left = Counts.NONE;

    Since(Series series) {
        this.series = series;
    }

    Series series() {
        return series;
    }

    /** A gateway was heard; the first time it says from where on it counts. */
    void heard(Address gateway, Counts counts) {
        before.putIfAbsent(gateway, counts);
    }

    /** The gateway counts from 0 again; those were its last counts. */
    void beganAnew(Address gateway, Counts last) {
        leave(gateway, last);
        before.put(gateway, Counts.NONE);
    }

    /** The gateway is gone; those were its last counts. */
    void leave(Address gateway, Counts last) {
        left = left.plus(came(gateway, last));
        before.remove(gateway);
    }

    /** What came at a gateway that is there. */
    Counts came(Address gateway, Counts now) {
        var then = before.get(gateway);
        return then == null ? Counts.NONE : now.minus(then);
    }

    Counts left() {
        return left;
    }
}
