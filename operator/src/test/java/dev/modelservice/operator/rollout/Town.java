package dev.modelservice.operator.rollout;

import dev.modelservice.api.v1alpha1.RolloutSpec;
import dev.modelservice.api.v1alpha1.VerdictStatus;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A world with nothing but revisions and numbers of pods; it does what is decided at once, and pods are ready when a test says so. */
final class Town {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Map<String, Long> history = new LinkedHashMap<>();
    private final Map<String, Integer> wantedPods = new TreeMap<>();
    private final Map<String, Integer> readyPods = new TreeMap<>();
    private RolloutSpec spec = RolloutSpec.DEFAULT;
    private int replicas = 1;
    private String wanted = "m-1";
    private @Nullable Rollout rollout;
    private Look.@Nullable Trouble trouble;
    private List<VerdictStatus> verdicts = List.of();
    private Look.@Nullable Golden golden;
    private Instant now = START;
    private @Nullable Decision last;

    Town spec(String yaml) {
        spec = Serialization.unmarshal(yaml, RolloutSpec.class);
        return this;
    }

    Town replicas(int number) {
        replicas = number;
        return this;
    }

    Town want(String revision) {
        wanted = revision;
        return this;
    }

    Town trouble(Look.@Nullable Trouble found) {
        trouble = found;
        return this;
    }

    Town verdicts(VerdictStatus... said) {
        verdicts = List.of(said);
        return this;
    }

    Town golden(Look.@Nullable Golden said) {
        golden = said;
        return this;
    }

    Town later(long seconds) {
        now = now.plusSeconds(seconds);
        return this;
    }

    /** So many of a revision's pods are ready, as far as it has any. */
    Town ready(String revision, int pods) {
        readyPods.put(revision, Math.min(pods, wantedPods.getOrDefault(revision, 0)));
        return this;
    }

    /** All pods that are wanted are ready. */
    Town allReady() {
        readyPods.putAll(wantedPods);
        return this;
    }

    Decision step() {
        return step(null);
    }

    Decision step(@Nullable String action) {
        var decision = RolloutPolicy.step(rollout, look(action), now);
        last = decision;
        history.putIfAbsent(wanted, history.size() + 1L);
        wantedPods
                .keySet()
                .removeIf(revision -> !decision.replicas().containsKey(revision)
                        && !decision.kept().contains(revision));
        wantedPods.putAll(decision.replicas());
        readyPods.keySet().retainAll(wantedPods.keySet());
        readyPods.replaceAll((revision, ready) -> Math.min(ready, wantedPods.getOrDefault(revision, 0)));
        rollout = decision.rollout();
        return decision;
    }

    /** Its first revision serves. */
    Town serving(String revision) {
        want(revision).step();
        allReady().step();
        return this;
    }

    private Look look(@Nullable String action) {
        var pods = new TreeMap<String, Look.Count>();
        wantedPods.forEach(
                (revision, number) -> pods.put(revision, new Look.Count(number, readyPods.getOrDefault(revision, 0))));
        return new Look(wanted, history, spec, replicas, pods, trouble, action, true, verdicts, golden);
    }

    Rollout rollout() {
        return Objects.requireNonNull(rollout);
    }

    Decision last() {
        return Objects.requireNonNull(last);
    }

    Instant now() {
        return now;
    }

    int readyOf(String revision) {
        return readyPods.getOrDefault(revision, 0);
    }

    int wantedOf(String revision) {
        return wantedPods.getOrDefault(revision, 0);
    }

    int replicas() {
        return replicas;
    }

    String wanted() {
        return wanted;
    }

    static VerdictStatus verdict(String kind) {
        return new VerdictStatus("errorPercent", "1.5", "<= 1", kind, "3 of 200", START.toString());
    }
}
