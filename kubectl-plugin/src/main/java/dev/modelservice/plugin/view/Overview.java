package dev.modelservice.plugin.view;

import dev.modelservice.api.v1alpha1.ModelService;
import dev.modelservice.api.v1alpha1.ModelServiceSpec;
import dev.modelservice.api.v1alpha1.ModelServiceStatus;
import dev.modelservice.api.v1alpha1.RolloutSpec;
import dev.modelservice.api.v1alpha1.RolloutStatus;
import dev.modelservice.api.v1alpha1.VerdictStatus;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A ModelService at a glance. Texts that are not known are empty.
 *
 * @param message what is the case, in the operator's words
 * @param rollout null where there has been none
 */
public record Overview(
        String namespace,
        String name,
        State state,
        String message,
        String strategy,
        @Nullable RolloutStatus rollout,
        int wanted,
        int ready,
        String stable,
        String candidate,
        String created) {

    public static Overview of(ModelService service) {
        var metadata = service.getMetadata();
        var spec = Optional.ofNullable(service.getSpec());
        var status = Optional.ofNullable(service.getStatus());
        var standing = Standing.of(service);
        return new Overview(
                Objects.requireNonNullElse(metadata.getNamespace(), ""),
                metadata.getName(),
                standing.state(),
                standing.message(),
                spec.map(ModelServiceSpec::rolloutOrDefault)
                        .orElse(RolloutSpec.DEFAULT)
                        .strategyOrDefault(),
                status.map(ModelServiceStatus::rollout).orElse(null),
                spec.map(ModelServiceSpec::replicas).orElse(0),
                status.map(ModelServiceStatus::readyReplicas).orElse(0),
                status.map(ModelServiceStatus::stableRevision).orElse(""),
                status.map(ModelServiceStatus::candidateRevision).orElse(""),
                Objects.requireNonNullElse(metadata.getCreationTimestamp(), ""));
    }

    /** The step and how many there are, the last one also while the candidate is promoted; empty without candidate or steps. */
    public String step() {
        if (candidate.isEmpty() || rollout == null || rollout.step() == null || rollout.steps() == null) {
            return "";
        }
        int steps = rollout.steps();
        return steps == 0 ? "" : Math.min(rollout.step(), steps) + "/" + steps;
    }

    /** Of 100 requests, how many the step gives the candidate; empty without one. */
    public String setWeight() {
        return candidate.isEmpty() ? "" : number(RolloutStatus::setWeight);
    }

    /** Of 100 requests, how many it gets; empty without one. */
    public String actualWeight() {
        return candidate.isEmpty() ? "" : number(RolloutStatus::actualWeight);
    }

    /** What the checks said last. */
    public List<VerdictStatus> verdicts() {
        return rollout == null ? List.of() : rollout.verdicts();
    }

    private String number(Function<RolloutStatus, @Nullable Integer> field) {
        @Nullable Integer value = rollout == null ? null : field.apply(rollout);
        return value == null ? "" : value.toString();
    }
}
