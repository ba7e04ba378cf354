package dev.modelservice.operator.rollout;

import dev.modelservice.api.v1alpha1.Reason;
import dev.modelservice.api.v1alpha1.RolloutSpec;
import dev.modelservice.api.v1alpha1.VerdictStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a rollout is decided by.
 *
 * @param wanted the revision that the spec asks for
 * @param history every revision that is kept, with its number
 * @param spec how it is to go
 * @param replicas pods wanted in all
 * @param pods how many pods each revision has; those that have a Deployment
 * @param trouble what keeps the candidate from serving, if anything does
 * @param action the annotation, where it was not handled yet
 * @param weighted whether shares can be given: there is a gateway
 * @param verdicts what the measures of the step that holds say: one for each check
 * @param golden what the golden set says; null where none is wanted
 */
public record Look(
        String wanted,
        Map<String, Long> history,
        RolloutSpec spec,
        int replicas,
        Map<String, Count> pods,
        @Nullable Trouble trouble,
        @Nullable String action,
        boolean weighted,
        List<VerdictStatus> verdicts,
        @Nullable Golden golden) {

    public Look {
        verdicts = List.copyOf(verdicts);
    }

    /** How many pods a revision has: as its Deployment wants, and ready. */
    public record Count(int wanted, int ready) {

        static final Count NONE = new Count(0, 0);
    }

    /** Something that keeps the candidate from serving; {@code lasting}: until somebody acts. */
    public record Trouble(Reason reason, String message, boolean lasting) {}

    /** What the golden set said before any other request, and before the promotion; nothing yet: empty. */
    public record Golden(List<VerdictStatus> before, List<VerdictStatus> promotion) {

        List<VerdictStatus> at(GoldenRun.Moment moment) {
            return moment == GoldenRun.Moment.BEFORE ? before : promotion;
        }
    }

    Count of(String revision) {
        return pods.getOrDefault(revision, Count.NONE);
    }

    boolean knows(String revision) {
        return revision.equals(wanted) || history.containsKey(revision) || pods.containsKey(revision);
    }

    /** Without a gateway there are no shares, so pod by pod is all there is. */
    boolean isGradual() {
        return !weighted || spec.strategyOrDefault().equals(RolloutSpec.ROLLING_UPDATE);
    }

    /** What the candidate has to go through. */
    List<Stage> stages(Rollout rollout) {
        var candidate = rollout.candidate();
        return isGradual() || candidate == null || rollout.isProven(candidate) ? List.of() : Stage.of(spec, replicas);
    }

    /** The kept revision that somebody means by its name, the end of it, or its number. */
    Optional<String> meant(String words) {
        return history.entrySet().stream()
                .filter(revision -> revision.getKey().equals(words)
                        || revision.getKey().endsWith("-" + words)
                        || revision.getValue().toString().equals(words))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
