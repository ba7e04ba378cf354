package dev.modelservice.operator.plan;

import dev.modelservice.api.v1alpha1.GoldenSet;
import dev.modelservice.api.v1alpha1.VerdictStatus;
import dev.modelservice.operator.analysis.GoldenResult;
import dev.modelservice.operator.golden.GoldenOutcome;
import dev.modelservice.operator.observe.Observed;
import dev.modelservice.operator.resources.GoldenPod;
import dev.modelservice.operator.resources.Labels;
import dev.modelservice.operator.resources.Settings;
import dev.modelservice.operator.rollout.GoldenRun;
import dev.modelservice.operator.rollout.Look;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The pods that ask a candidate the golden set, and what they found. They stay until the rollout is over. */
final class GoldenPlan {

    private GoldenPlan() {}

    /** What the set said of the candidate; null where there is no set. */
    static Look.@Nullable Golden look(Observed observed, @Nullable String candidate, Instant now) {
        if (set(observed).isEmpty()) {
            return null;
        }
        return new Look.Golden(
                verdicts(observed, candidate, GoldenRun.Moment.BEFORE, now),
                verdicts(observed, candidate, GoldenRun.Moment.PROMOTION, now));
    }

    /** Makes the pod that is wanted, and removes those of rollouts that are over. */
    static void add(
            Observed observed,
            @Nullable String candidate,
            @Nullable GoldenRun wanted,
            Settings settings,
            Changes changes) {
        observed.golden().stream()
                .filter(pod -> !revision(pod).equals(candidate))
                .forEach(changes::remove);
        if (wanted == null || find(observed, wanted.revision(), wanted.moment()).isPresent()) {
            return;
        }
        var moment = word(wanted.moment());
        set(observed)
                .ifPresent(set -> changes.want(
                        GoldenPod.desired(
                                observed.service(),
                                set,
                                wanted.revision(),
                                moment,
                                wanted.revision() + "-golden-" + moment,
                                settings),
                        null));
    }

    private static List<VerdictStatus> verdicts(
            Observed observed, @Nullable String candidate, GoldenRun.Moment moment, Instant now) {
        return candidate == null
                ? List.of()
                : find(observed, candidate, moment)
                        .flatMap(GoldenPlan::result)
                        .map(result -> Analyses.golden(observed, result, now))
                        .orElse(List.of());
    }

    // What keeps it from starting may pass; what it left behind does not.
    private static Optional<GoldenResult> result(Pod pod) {
        return GoldenOutcome.of(pod)
                .filter(result -> result instanceof GoldenResult.Scores || GoldenOutcome.isOver(pod));
    }

    private static Optional<Pod> find(Observed observed, String revision, GoldenRun.Moment moment) {
        return observed.golden().stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .filter(pod -> revision(pod).equals(revision)
                        && word(moment).equals(pod.getMetadata().getLabels().get(GoldenPod.MOMENT)))
                .findFirst();
    }

    private static Optional<GoldenSet> set(Observed observed) {
        return Optional.ofNullable(
                        observed.service().getSpec().rolloutOrDefault().analysis())
                .flatMap(analysis -> Optional.ofNullable(analysis.golden()));
    }

    private static String revision(Pod pod) {
        return pod.getMetadata().getLabels().getOrDefault(Labels.REVISION, "");
    }

    private static String word(GoldenRun.Moment moment) {
        return moment.name().toLowerCase(Locale.ROOT);
    }
}
