package dev.modelservice.operator.rollout;

import dev.modelservice.api.v1alpha1.VerdictStatus;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which revisions of a ModelService serve. It is stored in status, and so outlives the operator.
 *
 * @param split the shares that the gateway is told; its stable revision serves what no rollout gives away
 * @param run the candidate on its way, if there is one
 * @param leftAt when a revision last lost its place: its pods go some time later
 * @param refused the revision that the spec asks for, and that shall not serve
 * @param verdicts the last of each check
 * @param promoted the revisions that have served everything, the newest first
 */
public record Rollout(
        Split split,
        @Nullable Run run,
        @Nullable Instant leftAt,
        @Nullable String refused,
        Words words,
        List<VerdictStatus> verdicts,
        List<String> promoted) {

    public Rollout {
        verdicts = List.copyOf(verdicts);
        promoted = List.copyOf(promoted);
    }

    /** The first revision of all: there is nothing to take over from. */
    public static Rollout first(String revision) {
        return new Rollout(Split.all(revision), null, null, null, Words.serving(revision), List.of(), List.of());
    }

    /** The revision that serves what no rollout gives away. */
    public String stable() {
        return split.stable();
    }

    /** The one that is to take over, if any. */
    public @Nullable String candidate() {
        return run == null ? null : run.candidate();
    }

    /** Whether the revision has served everything before. */
    public boolean isProven(String revision) {
        return promoted.contains(revision);
    }

    /** A candidate sets out; one that was on its way has lost its place. */
    Rollout begun(String candidate, Instant now) {
        return new Rollout(
                Split.beside(stable(), candidate),
                Run.of(candidate, now),
                run == null ? leftAt : now,
                refused,
                Words.progressing("Revision " + candidate + " starts."),
                List.of(),
                promoted);
    }

    /** Nothing is on its way any more, and this revision serves everything. */
    Rollout ended(String serving, Words said, Instant now) {
        return new Rollout(Split.all(serving), null, now, refused, said, verdicts, promoted);
    }

    Rollout with(Run next) {
        return new Rollout(split, next, leftAt, refused, words, verdicts, promoted);
    }

    Rollout with(int weight, int mirrorPercent) {
        return new Rollout(split.with(weight, mirrorPercent), run, leftAt, refused, words, verdicts, promoted);
    }

    Rollout saying(Words said) {
        return new Rollout(split, run, leftAt, refused, said, verdicts, promoted);
    }

    /** With these verdicts; those of other checks stay. */
    Rollout judged(List<VerdictStatus> said) {
        var others = verdicts.stream().filter(verdict -> !Verdicts.speaksOf(said, verdict.metric()));
        return new Rollout(
                split,
                run,
                leftAt,
                refused,
                words,
                Stream.concat(said.stream(), others).toList(),
                promoted);
    }

    Rollout refusing(@Nullable String revision) {
        return new Rollout(split, run, leftAt, revision, words, verdicts, promoted);
    }

    /** The revision has served everything, and its pods were ready; of the others so many are remembered. */
    Rollout proven(String revision, int others) {
        var next = Stream.concat(
                        Stream.of(revision),
                        promoted.stream()
                                .filter(other -> !other.equals(revision))
                                .limit(others))
                .toList();
        return new Rollout(split, run, leftAt, refused, words, verdicts, next);
    }
}
