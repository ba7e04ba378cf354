package dev.modelservice.operator.observe;

import dev.modelservice.api.v1alpha1.ModelService;
import dev.modelservice.operator.choice.Runtimes;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One look at the world: everything that a decision about one ModelService may rest on.
 *
 * @param history its revisions that are kept, the oldest first
 * @param deployments those of its revisions, by name; so for {@code backends}, the Services of their pods
 * @param endpoint the Service at which it answers, as last seen; null where there is none; so for the other children
 * @param door what else leads a request to it
 * @param sharers the ModelServices that own what the namespace shares, at most two; never empty
 * @param pods its pods of every revision, by name
 * @param golden the pods that ask its candidate the golden set
 * @param runtimes KServe's runtimes that it may use
 * @param measured of the step of a rollout that holds; null where none does
 */
public record Observed(
        ModelService service,
        List<ControllerRevision> history,
        List<Deployment> deployments,
        List<Service> backends,
        @Nullable Service endpoint,
        Door door,
        @Nullable PodDisruptionBudget budget,
        @Nullable ServiceAccount account,
        @Nullable NetworkPolicy policy,
        List<OwnerReference> sharers,
        List<Pod> pods,
        List<Pod> golden,
        Runtimes runtimes,
        @Nullable Measured measured) {

    public Observed {
        history = List.copyOf(history);
        deployments = List.copyOf(deployments);
        backends = List.copyOf(backends);
        sharers = List.copyOf(sharers);
        pods = List.copyOf(pods);
        golden = List.copyOf(golden);
    }
}
