package dev.modelservice.operator.rollout;

import dev.modelservice.api.v1alpha1.ModelServiceStatus;
import dev.modelservice.api.v1alpha1.Reason;
import dev.modelservice.api.v1alpha1.RevisionStatus;
import dev.modelservice.api.v1alpha1.RolloutStatus;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A rollout as it stands in a status, and back. */
public final class StoredRollout {

    private static final int WHOLE = 100;

    private StoredRollout() {}

    /** Nothing where there is no status, or where it does not add up. */
    public static Optional<Rollout> of(@Nullable ModelServiceStatus status) {
        if (status == null || status.stableRevision() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(read(status, status.stableRevision()));
        } catch (DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Rollout read(ModelServiceStatus status, String stable) {
        var stored = status.rollout();
        var words = stored == null ? Words.serving(stable) : words(stored, stable);
        return new Rollout(
                split(status, stable),
                run(status.candidateRevision(), stored),
                stored == null ? null : instant(stored.endedAt()),
                stored == null ? null : stored.refusedRevision(),
                words,
                stored == null ? List.of() : stored.verdicts(),
                status.promotedRevisions());
    }

    private static Split split(ModelServiceStatus status, String stable) {
        var candidate = status.candidateRevision();
        if (candidate == null) {
            return Split.all(stable);
        }
        return status.revisions().stream()
                .filter(revision -> revision.name().equals(candidate))
                .findFirst()
                .map(revision -> new Split(stable, candidate, revision.weight(), revision.mirrorPercent()))
                .orElseGet(() -> Split.beside(stable, candidate));
    }

    private static @Nullable Run run(@Nullable String candidate, @Nullable RolloutStatus stored) {
        if (candidate == null || stored == null) {
            return null;
        }
        var startedAt = Objects.requireNonNullElse(instant(stored.startedAt()), Instant.EPOCH);
        return new Run(
                candidate,
                stored.step() == null ? 1 : stored.step(),
                startedAt,
                Objects.requireNonNullElse(instant(stored.stepAt()), startedAt),
                instant(stored.heldSince()),
                stored.failures() == null ? 0 : stored.failures(),
                Boolean.TRUE.equals(stored.paused()),
                Boolean.TRUE.equals(stored.forced()));
    }

    private static Words words(RolloutStatus stored, String stable) {
        var reason = Arrays.stream(Reason.values())
                .filter(known -> known.value().equals(stored.reason()))
                .findFirst()
                .orElse(Reason.ROLLOUT_COMPLETE);
        return new Words(
                Phase.of(stored.phase()).orElse(Phase.COMPLETE),
                reason,
                stored.message() == null ? Words.serving(stable).message() : stored.message());
    }

    /** For the status; nothing before the first rollout. */
    public static @Nullable RolloutStatus written(Rollout rollout, Look look) {
        var run = rollout.run();
        if (run == null && rollout.leftAt() == null && rollout.refused() == null) {
            return null;
        }
        var stages = look.stages(rollout);
        return new RolloutStatus(
                rollout.words().phase().value(),
                run == null ? null : run.step(),
                run == null ? null : stages.size(),
                run == null ? null : setWeight(run, stages),
                run == null ? null : rollout.split().weight(),
                run == null ? null : run.startedAt().toString(),
                run == null ? null : run.stepAt().toString(),
                run == null ? null : text(run.heldSince()),
                text(rollout.leftAt()),
                run == null || run.failures() == 0 ? null : run.failures(),
                yes(run != null && run.paused()),
                yes(run != null && run.forced()),
                rollout.refused(),
                rollout.words().reason().value(),
                rollout.words().message(),
                rollout.verdicts());
    }

    private static int setWeight(Run run, List<Stage> stages) {
        return run.step() > stages.size()
                ? WHOLE
                : stages.get(Math.max(0, run.step() - 1)).weight();
    }

    /** The shares, stable first; what their pods are like is not known here. */
    public static List<RevisionStatus> shares(Rollout rollout) {
        var split = rollout.split();
        if (split.stable().isEmpty()) {
            return List.of();
        }
        var stable = RevisionStatus.of(split.stable(), split.stableWeight(), 0);
        var candidate = rollout.candidate();
        return candidate == null
                ? List.of(stable)
                : List.of(stable, RevisionStatus.of(candidate, split.weight(), split.mirrorPercent()));
    }

    /** What is not so is not written. */
    private static @Nullable Boolean yes(boolean value) {
        return value ? true : null;
    }

    private static @Nullable Instant instant(@Nullable String text) {
        return text == null ? null : Instant.parse(text);
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
