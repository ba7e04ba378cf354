package dev.modelservice.operator.check;

import dev.modelservice.api.v1alpha1.Reason;
import dev.modelservice.operator.observe.Fleet;
import dev.modelservice.operator.observe.Observed;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import java.util.Optional;
import java.util.function.Predicate;

/** What a Deployment's own conditions say. */
final class DeploymentChecks {

    private DeploymentChecks() {}

    static Optional<Finding> podsAreRefused(Observed observed, Fleet fleet) {
        return condition(fleet, DeploymentChecks::isRefusal).map(condition -> refusal(words(condition.getMessage())));
    }

    static Optional<Finding> outOfTime(Observed observed, Fleet fleet) {
        return condition(fleet, DeploymentChecks::isLate)
                .filter(condition -> fleet.ready() < fleet.wanted())
                .map(condition -> Finding.stalled(
                        Reason.NOT_BECOMING_READY,
                        "no pod became ready within %d s; see kubectl describe pod and kubectl logs -n %s deploy/%s"
                                .formatted(
                                        seconds(fleet),
                                        observed.service().getMetadata().getNamespace(),
                                        fleet.revision())));
    }

    private static Finding refusal(String words) {
        return words.contains("exceeded quota") || words.contains("limitranger") || words.contains("must specify")
                ? Finding.stalled(Reason.QUOTA_EXCEEDED, words + "; raise the quota, or ask for less in spec.resources")
                : Finding.stalled(Reason.PODS_REFUSED, "the cluster refuses the pods: " + words);
    }

    // Each try names another pod; the status must not change with it.
    private static String words(String message) {
        var start = message.indexOf(" is forbidden: ");
        return start < 0 ? message : message.substring(start + " is forbidden: ".length());
    }

    private static int seconds(Fleet fleet) {
        var deployment = fleet.deployment();
        return deployment == null ? 0 : deployment.getSpec().getProgressDeadlineSeconds();
    }

    static boolean isRefusal(DeploymentCondition condition) {
        return condition.getType().equals("ReplicaFailure")
                && condition.getStatus().equals("True");
    }

    static boolean isLate(DeploymentCondition condition) {
        return "ProgressDeadlineExceeded".equals(condition.getReason());
    }

    private static Optional<DeploymentCondition> condition(Fleet fleet, Predicate<DeploymentCondition> which) {
        var deployment = fleet.deployment();
        return deployment == null || deployment.getStatus() == null
                ? Optional.empty()
                : deployment.getStatus().getConditions().stream().filter(which).findFirst();
    }
}
