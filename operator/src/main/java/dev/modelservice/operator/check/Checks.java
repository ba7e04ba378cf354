package dev.modelservice.operator.check;

import dev.modelservice.operator.observe.Fleet;
import dev.modelservice.operator.observe.Observed;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import java.util.List;
import java.util.Optional;

/** The rules in the order in which they matter: the first that speaks gives the reason. */
public final class Checks {

    private static final List<Check> ORDER = List.of(
            // The cluster's own refusal explains why there are no pods to look at.
            DeploymentChecks::podsAreRefused,
            // Without a node nothing of what follows can happen.
            PodChecks::noNode,
            // The order of a pod's start: fetch, pull, configure, run.
            PodChecks::modelNotFetched,
            PodChecks::imageNotPulled,
            PodChecks::containerNotConfigured,
            PodChecks::runtimeEnded,
            // Says least, so it comes last.
            DeploymentChecks::outOfTime);

    private Checks() {}

    /** Whether a rule looks at this condition of a Deployment. */
    public static boolean isTrouble(DeploymentCondition condition) {
        return DeploymentChecks.isRefusal(condition) || DeploymentChecks.isLate(condition);
    }

    /** What keeps the wanted revision from being served, if anything does. */
    public static Optional<Finding> first(Observed observed, Fleet fleet) {
        return ORDER.stream()
                .flatMap(check -> check.check(observed, fleet).stream())
                .findFirst();
    }
}
