package dev.modelservice.gateway.measure;

import dev.modelservice.gateway.problem.Kind;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Every count of this gateway. A client cannot add a series: only ModelServices and revisions that exist have one. */
public final class Measures {

    private final Map<Series, RevisionMeasure> revisions = new ConcurrentHashMap<>();
    private final Map<Kind, LongAdder> problems = new EnumMap<>(Kind.class);
    private final Map<String, LongSupplier> gauges = new ConcurrentHashMap<>();

    public Measures() {
        for (Kind kind : Kind.values()) {
            problems.put(kind, new LongAdder());
        }
    }

    public RevisionMeasure of(Series series) {
        return revisions.computeIfAbsent(series, _ -> new RevisionMeasure());
    }

    /** Those of a revision that exists; null for one that is gone. */
    public @Nullable RevisionMeasure find(Series series) {
        return revisions.get(series);
    }

    /** The ModelService or its revision is gone. */
    public void forget(Series series) {
        revisions.remove(series);
    }

    /** A request was answered by the gateway itself, and not by a model. */
    public void problem(Kind kind) {
        LongAdder count = problems.get(kind);
        if (count != null) {
            count.increment();
        }
    }

    /** Shows a figure of the whole gateway whenever someone looks. */
    public void watch(String name, LongSupplier value) {
        gauges.put(name, value);
    }

    void forEach(BiConsumer<Series, RevisionMeasure> action) {
        revisions.forEach(action);
    }

    long problems(Kind kind) {
        LongAdder count = problems.get(kind);
        return count == null ? 0 : count.sum();
    }

    Map<String, LongSupplier> gauges() {
        return gauges;
    }
}
