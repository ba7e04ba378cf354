package dev.modelservice.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a rollout is. What the operator has to know after a restart is here.
 *
 * @param step number of the step that it is at, from 1; steps + 1 when only the promotion is left
 * @param setWeight what the step gives the candidate; {@code actualWeight}: what the gateway has been told
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RolloutStatus(
        @JsonPropertyDescription(
                "Progressing, Paused, Inconclusive or Promoting while there is a candidate; Complete, RolledBack or Undone"
                        + " afterwards.")
        @Nullable
        String phase,

        @JsonPropertyDescription("The step that it is at, from 1; one more than steps: the promotion.") @Nullable
        Integer step,

        @JsonPropertyDescription("How many steps there are.") @Nullable
        Integer steps,

        @JsonPropertyDescription("Of 100 requests, how many the candidate gets in this step.") @Nullable
        Integer setWeight,

        @JsonPropertyDescription("Of 100 requests, how many it gets now.") @Nullable
        Integer actualWeight,

        @JsonPropertyDescription("When the candidate was first seen.") @Nullable
        String startedAt,

        @JsonPropertyDescription("When the step began.") @Nullable
        String stepAt,

        @JsonPropertyDescription("Since when the step's weight holds; absent while it waits for pods.") @Nullable
        String heldSince,

        @JsonPropertyDescription("When it ended; pods without requests go some time later.") @Nullable
        String endedAt,

        @JsonPropertyDescription("Failed verdicts so far.") @Nullable
        Integer failures,

        @JsonPropertyDescription("Whether the action pause holds it.") @Nullable
        Boolean paused,

        @JsonPropertyDescription("Whether the action promote-full goes past everything that would hold it.") @Nullable
        Boolean forced,

        @JsonPropertyDescription("The revision that was refused, until another is wanted or the action retry comes.")
        @Nullable
        String refusedRevision,

        @JsonPropertyDescription("Why: one of the reasons of the condition RolloutHealthy.") @Nullable
        String reason,

        @JsonPropertyDescription("What is the case, and what to do next.") @Nullable
        String message,

        @Size(max = 20) @JsonPropertyDescription("The last verdict of each check.")
        List<VerdictStatus> verdicts) {

    public RolloutStatus {
        verdicts = verdicts == null ? List.of() : List.copyOf(verdicts);
    }
}
