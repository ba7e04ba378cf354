package dev.modelservice.operator.apply;

import dev.modelservice.api.v1alpha1.ModelService;
import dev.modelservice.operator.plan.Notice;
import dev.modelservice.operator.plan.Plan;
import dev.modelservice.operator.resources.Names;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.net.HttpURLConnection;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the user: the status first, then the Events that speak about it. */
public final class Reporter {

    private static final DateTimeFormatter MICROSECONDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private static final Logger LOG = LoggerFactory.getLogger(Reporter.class);

    private final String identity;

    public Reporter(String identity) {
        this.identity = identity;
    }

    /**
     * Reports what the plan says, if it says anything; false where the object is not any more as it was when the plan was made: an
     * operator that is behind, or does not know yet that another one leads, overwrites nothing.
     */
    public boolean report(ModelService service, Plan plan, Instant now, Context<ModelService> context) {
        if (plan.status() == null) {
            return true;
        }
        // Only what we own: a fresh object, not the one that was read.
        var report = new ModelService();
        report.setMetadata(new ObjectMetaBuilder()
                .withName(service.getMetadata().getName())
                .withNamespace(service.getMetadata().getNamespace())
                .withResourceVersion(service.getMetadata().getResourceVersion())
                .build());
        report.setStatus(plan.status());
        try {
            context.resourceOperations().serverSideApplyPrimaryStatus(report);
        } catch (KubernetesClientException refusal) {
            if (refusal.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                return true; // deleted meanwhile: nobody is left to be told
            }
            if (refusal.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                return false;
            }
            throw refusal;
        }
        plan.notices().forEach(notice -> send(service, notice, now, context));
        return true;
    }

    private void send(ModelService service, Notice notice, Instant now, Context<ModelService> context) {
        var event = new EventBuilder()
                .withNewMetadata()
                .withGenerateName(service.getMetadata().getName() + "-")
                .withNamespace(service.getMetadata().getNamespace())
                .endMetadata()
                .withEventTime(new MicroTime(MICROSECONDS.format(now)))
                .withReportingController(Names.FIELD_MANAGER)
                .withReportingInstance(identity)
                .withAction("Reconcile")
                .withType(notice.warning() ? "Warning" : "Normal")
                .withReason(notice.reason())
                .withNote(notice.message())
                .withRegarding(reference(service))
                .build();
        try {
            context.getClient().resource(event).create();
        } catch (KubernetesClientException refusal) {
            // The status has said it already; an Event is a courtesy.
            LOG.warn("Event not sent", refusal);
        }
    }

    private static ObjectReference reference(ModelService service) {
        return new ObjectReferenceBuilder()
                .withApiVersion(service.getApiVersion())
                .withKind(service.getKind())
                .withNamespace(service.getMetadata().getNamespace())
                .withName(service.getMetadata().getName())
                .withUid(service.getMetadata().getUid())
                .build();
    }
}
