package dev.modelservice.operator.apply;

import dev.modelservice.api.v1alpha1.ModelService;
import dev.modelservice.api.v1alpha1.Reason;
import dev.modelservice.operator.check.Finding;
import dev.modelservice.operator.plan.Change;
import dev.modelservice.operator.plan.Difference;
import dev.modelservice.operator.plan.Plan;
import dev.modelservice.operator.resources.Names;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.net.HttpURLConnection;

/** Writes what the plan says, by server-side apply under one field manager. */
public final class Applier {

    /** Many ModelServices of one namespace may find at once that the shared objects are missing; one of them writes. */
    private final Object sharedWrites = new Object();

    /** Applies, then removes. The first refusal ends it. */
    public void apply(Plan plan, Context<ModelService> context) {
        plan.apply().forEach(change -> write(change, context));
        plan.delete().forEach(object -> delete(object, context.getClient()));
    }

    private void write(Change change, Context<ModelService> context) {
        if (isShared(change.desired())) {
            synchronized (sharedWrites) {
                send(change, context);
            }
        } else {
            send(change, context);
        }
    }

    private static void send(Change change, Context<ModelService> context) {
        var source = source(change.desired(), context);
        var there = source.get(ResourceID.fromResource(change.desired()));
        if (there.isPresent() && isWritten(change, there.get())) {
            return; // since the plan was made
        }
        try {
            source.eventFilteringUpdateAndCacheResource(
                    change.desired(),
                    desired -> change.exists()
                            ? apply(context.getClient(), desired, true)
                            : first(context.getClient(), desired));
        } catch (KubernetesClientException refusal) {
            if (isNamespaceGoing(refusal)) {
                return; // and the ModelService with it
            }
            if (change.exists() || refusal.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw failure(change.desired(), refusal);
            }
            source.eventFilteringUpdateAndCacheResource(
                    change.desired(), desired -> reclaim(context, desired, refusal));
        }
    }

    // Who else made a shared object chose owners as they saw them; what is still to be changed is for the next plan.
    private static boolean isWritten(Change change, HasMetadata there) {
        return (isShared(there) && !change.exists()) || !Difference.between(change.desired(), there);
    }

    // Without force a first apply conflicts with an object of that name that somebody else made, because the selectors
    // differ. A ServiceAccount has no such field: an apply would merge with the foreign one.
    private static HasMetadata first(KubernetesClient client, HasMetadata desired) {
        return desired instanceof ServiceAccount ? client.resource(desired).create() : apply(client, desired, false);
    }

    // What conflicts may still be ours: the informers do not see a child whose labels somebody has changed.
    private static HasMetadata reclaim(
            Context<ModelService> context, HasMetadata desired, KubernetesClientException refusal) {
        var there = context.getClient().resource(desired).get();
        if (there != null && isOurs(there, desired)) {
            return apply(context.getClient(), desired, true);
        }
        throw new ApplyFailure(
                new Finding(
                        Reason.NAME_TAKEN,
                        "%s %s exists and was not made by the operator; remove or rename it"
                                .formatted(
                                        desired.getKind(), desired.getMetadata().getName()),
                        true),
                refusal);
    }

    // A shared object may have other owners by now, all of them ModelServices.
    private static boolean isOurs(HasMetadata there, HasMetadata desired) {
        var owners = there.getMetadata().getOwnerReferences();
        return isShared(desired)
                ? owners.stream().anyMatch(owner -> owner.getKind().equals(ModelService.KIND))
                : owners.stream().anyMatch(desired.getMetadata().getOwnerReferences()::contains);
    }

    private static boolean isShared(HasMetadata object) {
        return object.getMetadata().getName().equals(Names.SHARED);
    }

    private static HasMetadata apply(KubernetesClient client, HasMetadata desired, boolean force) {
        return client.resource(desired)
                .patch(new PatchContext.Builder()
                        .withPatchType(PatchType.SERVER_SIDE_APPLY)
                        .withFieldManager(Names.FIELD_MANAGER)
                        .withForce(force)
                        .build());
    }

    private static boolean isNamespaceGoing(KubernetesClientException refusal) {
        var status = refusal.getStatus();
        return status != null
                && status.getDetails() != null
                && status.getDetails().getCauses().stream()
                        .anyMatch(cause -> "NamespaceTerminating".equals(cause.getReason()));
    }

    private static void delete(HasMetadata object, KubernetesClient client) {
        try {
            client.resource(object).delete();
        } catch (KubernetesClientException refusal) {
            throw failure(object, refusal);
        }
    }

    private static ApplyFailure failure(HasMetadata object, KubernetesClientException refusal) {
        var status = refusal.getStatus();
        var words = status != null && status.getMessage() != null
                ? status.getMessage()
                : String.valueOf(refusal.getMessage());
        var quota = words.contains("exceeded quota");
        return new ApplyFailure(
                new Finding(
                        quota ? Reason.QUOTA_EXCEEDED : Reason.APPLY_FAILED,
                        "%s %s: %s"
                                .formatted(
                                        object.getKind(), object.getMetadata().getName(), words),
                        quota),
                refusal);
    }

    @SuppressWarnings("unchecked") // an event source of this very type was registered, and named after its kind
    private static InformerEventSource<HasMetadata, ModelService> source(
            HasMetadata object, Context<ModelService> context) {
        return (InformerEventSource<HasMetadata, ModelService>) (InformerEventSource<?, ModelService>)
                context.eventSourceRetriever().getEventSourceFor(object.getClass(), object.getKind());
    }
}
