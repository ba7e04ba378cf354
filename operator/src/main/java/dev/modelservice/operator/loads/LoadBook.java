package dev.modelservice.operator.loads;

import dev.modelservice.operator.analysis.Counts;
import dev.modelservice.operator.analysis.Window;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What every gateway counted, as what came since a moment. A gateway that begins anew or goes takes nothing away, and nothing is counted twice:
 * of a gateway that was not heard at that moment, only what comes after it was first heard.
 */
public final class LoadBook {

    /** A gateway tells its counts each second. */
    private static final Duration FRESH = Duration.ofSeconds(3);

    private static final Duration KEPT = Duration.ofMinutes(10);

    private final Clock clock;
    private final Map<Address, Gateway> gateways = new HashMap<>();
    private final Map<Asked, Base> bases = new HashMap<>();

    public LoadBook(Clock clock) {
        this.clock = clock;
    }

    /**
     * What came since this key was first given. Keys that nobody asks for in ten minutes are forgotten.
     *
     * @param key names the moment, such as when a step began
     */
    public synchronized Window window(String namespace, String name, String candidate, String stable, String key) {
        var now = clock.instant();
        bases.values().removeIf(base -> base.lastAsked.plus(KEPT).isBefore(now));
        var base =
                bases.computeIfAbsent(new Asked(namespace, name, candidate, stable, key), asked -> begin(asked, now));
        base.lastAsked = now;
        return new Window(came(base.candidate), came(base.stable), isComplete(now));
    }

    /** Those that there are now; all others are gone. */
    synchronized void follow(Set<Address> addresses) {
        gateways.entrySet().removeIf(entry -> {
            if (addresses.contains(entry.getKey())) {
                return false;
            }
            everySince(since -> since.leave(entry.getKey(), entry.getValue().of(since.series())));
            return true;
        });
        addresses.forEach(address -> gateways.computeIfAbsent(address, _ -> new Gateway()));
    }

    /** A gateway told something; of one that nobody follows any more it is not heard. */
    synchronized void hear(Address address, Line line) {
        var gateway = gateways.get(address);
        if (gateway == null) {
            return;
        }
        var wanted = new HashSet<Series>();
        everySince(since -> wanted.add(since.series()));
        var ended = gateway.hear(line, clock.instant(), wanted);
        everySince(since -> {
            var last = ended.get(since.series());
            if (last != null) {
                since.beganAnew(address, last);
            }
            since.heard(address, gateway.of(since.series()));
        });
    }

    private boolean isComplete(Instant now) {
        return !gateways.isEmpty()
                && gateways.values().stream().allMatch(gateway -> gateway.wasHeardWithin(FRESH, now));
    }

    private Base begin(Asked asked, Instant now) {
        var base = new Base(
                new Since(new Series(asked.namespace, asked.name, asked.candidate)),
                new Since(new Series(asked.namespace, asked.name, asked.stable)),
                now);
        gateways.forEach((address, gateway) -> {
            // Of one that was not heard lately nobody knows what it had counted at this moment.
            if (gateway.wasHeardWithin(FRESH, now)) {
                base.candidate.heard(address, gateway.of(base.candidate.series()));
                base.stable.heard(address, gateway.of(base.stable.series()));
            }
        });
        return base;
    }

    private Counts came(Since since) {
        var sum = since.left();
        for (var entry : gateways.entrySet()) {
            sum = sum.plus(since.came(entry.getKey(), entry.getValue().of(since.series())));
        }
        return sum;
    }

    private void everySince(Consumer<Since> action) {
        for (var base : bases.values()) {
            action.accept(base.candidate);
            action.accept(base.stable);
        }
    }

    private record Asked(String namespace, String name, String candidate, String stable, String key) {}

    private static final class Base {
        private final Since candidate;
        private final Since stable;
        private Instant lastAsked;

        Base(Since candidate, Since stable, Instant lastAsked) {
            this.candidate = candidate;
            this.stable = stable;
            this.lastAsked = lastAsked;
        }
    }
}
