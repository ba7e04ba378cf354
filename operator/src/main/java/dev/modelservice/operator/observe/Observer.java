package dev.modelservice.operator.observe;

import static java.util.Comparator.comparing;

import dev.modelservice.api.v1alpha1.ModelService;
import dev.modelservice.operator.choice.RuntimeChoice;
import dev.modelservice.operator.choice.Runtimes;
import dev.modelservice.operator.resources.GoldenPod;
import dev.modelservice.operator.resources.Labels;
import dev.modelservice.operator.resources.Names;
import dev.modelservice.operator.resources.Owners;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the informer caches; asks the API server nothing. */
public final class Observer {

    private static final int SHARERS = 2;

    private final Measures measures;

    public Observer(Measures measures) {
        this.measures = measures;
    }

    /** One look at the world of one ModelService. */
    public Observed observe(ModelService service, Context<ModelService> context) {
        var account = shared(ServiceAccount.class, service, context);
        var deployments = children(Deployment.class, context).stream()
                .filter(deployment -> Owners.owns(service, deployment))
                .toList();
        var door = DoorCache.of(service, context);
        measures.follow(door.gateway());
        var pods = children(Pod.class, context);
        return new Observed(
                service,
                history(service, context),
                deployments,
                children(Service.class, context).stream()
                        .filter(backend -> deployments.stream().anyMatch(owner -> Owners.owns(owner, backend)))
                        .toList(),
                child(Service.class, service, context),
                door,
                child(PodDisruptionBudget.class, service, context),
                account,
                shared(NetworkPolicy.class, service, context),
                sharers(account, service, context),
                pods.stream().filter(pod -> !isGolden(pod)).toList(),
                pods.stream()
                        .filter(pod -> isGolden(pod) && Owners.owns(service, pod))
                        .toList(),
                RuntimeChoice.isKserves(service.getSpec())
                        ? RuntimeCache.of(service.getMetadata().getNamespace(), context)
                        : Runtimes.NOT_LOOKED_AT,
                measures.of(service));
    }

    private static <R extends HasMetadata> @Nullable R child(
            Class<R> type, ModelService service, Context<ModelService> context) {
        return cached(type, Names.of(service), service, context)
                .filter(found -> Owners.owns(service, found))
                .orElse(null);
    }

    private static <R extends HasMetadata> @Nullable R shared(
            Class<R> type, ModelService service, Context<ModelService> context) {
        return cached(type, Names.SHARED, service, context).orElse(null);
    }

    private static <R extends HasMetadata> Optional<R> cached(
            Class<R> type, String name, ModelService service, Context<ModelService> context) {
        return Caches.of(type, context)
                .get(new ResourceID(name, service.getMetadata().getNamespace()));
    }

    private static <R extends HasMetadata> List<R> children(Class<R> type, Context<ModelService> context) {
        return context.getSecondaryResourcesAsStream(type)
                .sorted(comparing(child -> child.getMetadata().getName()))
                .toList();
    }

    private static boolean isGolden(Pod pod) {
        return GoldenPod.COMPONENT.equals(pod.getMetadata().getLabels().get(Labels.COMPONENT));
    }

    private static List<ControllerRevision> history(ModelService service, Context<ModelService> context) {
        return context.getSecondaryResourcesAsStream(ControllerRevision.class)
                .filter(revision -> Owners.owns(service, revision))
                .sorted(comparing(ControllerRevision::getRevision))
                .toList();
    }

    // Two owners, so that deleting one ModelService never takes the shared objects from under the others. Owners that
    // live are kept: with a thousand services in the namespace the list is walked only when one of them is gone.
    private static List<OwnerReference> sharers(
            @Nullable ServiceAccount account, ModelService service, Context<ModelService> context) {
        var kept = account == null
                ? List.<OwnerReference>of()
                : account.getMetadata().getOwnerReferences().stream()
                        .filter(owner -> isAlive(owner, service, context))
                        .toList();
        if (kept.size() >= SHARERS) {
            return kept;
        }
        var oldest = context.getPrimaryCache()
                .list(service.getMetadata().getNamespace(), candidate -> isLiving(candidate))
                .sorted(comparing((ModelService candidate) ->
                                candidate.getMetadata().getCreationTimestamp())
                        .thenComparing(candidate -> candidate.getMetadata().getName()))
                .map(Owners::plain);
        return Stream.concat(kept.stream(), Stream.concat(oldest, Stream.of(Owners.plain(service))))
                .distinct()
                .limit(SHARERS)
                .toList();
    }

    private static boolean isAlive(OwnerReference owner, ModelService service, Context<ModelService> context) {
        return context.getPrimaryCache()
                .get(new ResourceID(owner.getName(), service.getMetadata().getNamespace()))
                .filter(found -> found.getMetadata().getUid().equals(owner.getUid()) && isLiving(found))
                .isPresent();
    }

    private static boolean isLiving(ModelService service) {
        return service.getMetadata().getDeletionTimestamp() == null;
    }
}
