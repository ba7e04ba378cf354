package dev.modelservice.operator.plan;

import dev.modelservice.api.v1alpha1.ActionStatus;
import dev.modelservice.api.v1alpha1.ModelServiceStatus;
import dev.modelservice.api.v1alpha1.Reason;
import dev.modelservice.api.v1alpha1.RolloutStatus;
import dev.modelservice.api.v1alpha1.VerdictStatus;
import dev.modelservice.operator.rollout.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What people are told of a rollout, once: what has changed from one status to the next. */
final class RolloutNotices {

    private static final Set<String> WAITING = Set.of(Phase.PAUSED.value(), Phase.INCONCLUSIVE.value());
    private static final Set<String> OFF_THE_SPEC = Set.of(Phase.ROLLED_BACK.value(), Phase.UNDONE.value());

    private RolloutNotices() {}

    static List<Notice> between(@Nullable ModelServiceStatus before, ModelServiceStatus after) {
        var notices = new ArrayList<Notice>();
        action(before == null ? null : before.handledAction(), after.handledAction(), notices);
        var rollout = after.rollout();
        if (rollout != null) {
            var earlier = before == null ? null : before.rollout();
            verdicts(earlier == null ? List.of() : earlier.verdicts(), rollout.verdicts(), notices);
            progress(before, earlier, after, rollout, notices);
        }
        return notices;
    }

    private static void action(@Nullable ActionStatus before, @Nullable ActionStatus after, List<Notice> notices) {
        if (after != null && (before == null || !before.action().equals(after.action()))) {
            var accepted = Boolean.TRUE.equals(after.accepted());
            notices.add(new Notice(
                    !accepted,
                    accepted ? "ActionHandled" : "ActionRefused",
                    after.action() + ": " + Objects.requireNonNullElse(after.message(), "")));
        }
    }

    private static void verdicts(List<VerdictStatus> before, List<VerdictStatus> after, List<Notice> notices) {
        for (var verdict : after) {
            if (before.stream().noneMatch(earlier -> isSame(earlier, verdict))) {
                notices.add(new Notice(
                        verdict.verdict().equals(VerdictStatus.FAIL),
                        "Analysis" + verdict.verdict(),
                        "%s: %s, wanted %s. %s"
                                .formatted(
                                        verdict.metric(),
                                        Objects.requireNonNullElse(verdict.value(), "no value"),
                                        verdict.bound(),
                                        Objects.requireNonNullElse(verdict.message(), ""))));
            }
        }
    }

    // A bound may be in relation to the stable revision's value, which moves.
    private static boolean isSame(VerdictStatus earlier, VerdictStatus verdict) {
        return earlier.metric().equals(verdict.metric()) && earlier.verdict().equals(verdict.verdict());
    }

    private static void progress(
            @Nullable ModelServiceStatus before,
            @Nullable RolloutStatus earlier,
            ModelServiceStatus after,
            RolloutStatus rollout,
            List<Notice> notices) {
        var candidate = after.candidateRevision();
        var isSame = candidate != null && before != null && candidate.equals(before.candidateRevision());
        var phase = String.valueOf(rollout.phase());
        if (candidate != null && !isSame) {
            notices.add(new Notice(
                    false,
                    "RolloutStarted",
                    "Revision %s is to follow %s.".formatted(candidate, after.stableRevision())));
        }
        if (isSame && !Objects.equals(weight(earlier), weight(rollout))) {
            notices.add(new Notice(
                    false,
                    Reason.ROLLOUT_PROGRESSING.value(),
                    "Of 100 requests %d go to revision %s.".formatted(weight(rollout), candidate)));
        }
        var isNews = earlier == null || !phase.equals(earlier.phase());
        if (isNews && (WAITING.contains(phase) || OFF_THE_SPEC.contains(phase))) {
            notices.add(new Notice(
                    OFF_THE_SPEC.contains(phase),
                    String.valueOf(rollout.reason()),
                    Objects.requireNonNullElse(rollout.message(), "")));
        }
        if (before != null
                && candidate == null
                && phase.equals(Phase.COMPLETE.value())
                && before.stableRevision() != null
                && !before.stableRevision().equals(after.stableRevision())) {
            notices.add(new Notice(
                    false,
                    Reason.ROLLOUT_COMPLETE.value(),
                    "Revision %s serves all requests.".formatted(after.stableRevision())));
        }
    }

    private static Integer weight(@Nullable RolloutStatus rollout) {
        return rollout == null || rollout.actualWeight() == null ? 0 : rollout.actualWeight();
    }
}
