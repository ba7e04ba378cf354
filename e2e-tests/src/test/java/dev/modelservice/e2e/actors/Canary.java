package dev.modelservice.e2e.actors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.api.v1alpha1.ModelService;
import dev.modelservice.api.v1alpha1.ModelServiceStatus;
import dev.modelservice.api.v1alpha1.RevisionStatus;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;

/**
 * A second revision of a model, made by hand: a copy of its Deployment, and a headless Service by whose labels the gateway
 * finds the pods. It writes the weights in the operator's place, while that is away.
 */
public final class Canary {
    public static final String SECOND = "b";

    private static final PatchContext AS_THE_OPERATOR = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager("modelservice-operator")
            .withForce(true)
            .build();

    private final ClusterUser user;
    private final String model;
    private final String first;

    private Canary(ClusterUser user, String model) {
        this.user = user;
        this.model = model;
        this.first = user.stableOf(model);
    }

    /** The revision that the operator made. */
    public String first() {
        return first;
    }

    /** Its pod is ready, and gets nothing yet. */
    public static Canary beside(ClusterUser user, String model) {
        var canary = new Canary(user, model);
        canary.deploy();
        return canary;
    }

    private void deploy() {
        var name = model + "-" + SECOND;
        var spec = user.deployment(first).require().getSpec();
        var labels = new HashMap<>(spec.getTemplate().getMetadata().getLabels());
        labels.put("app.kubernetes.io/instance", name);
        user.client()
                .resource(new DeploymentBuilder()
                        .withMetadata(new ObjectMetaBuilder()
                                .withName(name)
                                .withNamespace(user.namespace())
                                .build())
                        .withSpec(spec)
                        .editSpec()
                        .withNewSelector()
                        .addToMatchLabels("app.kubernetes.io/instance", name)
                        .endSelector()
                        .editTemplate()
                        .editMetadata()
                        .withLabels(labels)
                        .endMetadata()
                        .endTemplate()
                        .endSpec()
                        .build())
                .create();
        user.apply("""
                apiVersion: v1
                kind: Service
                metadata:
                  name: %s
                  labels: {modelservice.dev/name: %s, modelservice.dev/revision: %s}
                spec:
                  clusterIP: None
                  selector: {app.kubernetes.io/instance: %s}
                  ports:
                  - {name: http, port: 8080, targetPort: http}
                  - {name: grpc, port: 9000, targetPort: grpc}
                """.formatted(name, model, SECOND, name));
        user.await(() -> assertThat(user.deployment(name).require().getStatus().getReadyReplicas())
                .isEqualTo(1));
    }

    /** Of 100 requests, how many each of the two gets from now on; what else the status says stays. */
    public void weights(int stable, int second) {
        var stored = Objects.requireNonNull(user.modelService(model).get());
        var written = new ModelService();
        written.setMetadata(new ObjectMetaBuilder()
                .withName(model)
                .withNamespace(user.namespace())
                .build());
        written.setStatus(weighted(stored.getStatus(), List.of(revision(first, stable), revision(SECOND, second))));
        user.client().resource(written).subresource("status").patch(AS_THE_OPERATOR, written);
    }

    private static RevisionStatus revision(String name, int weight) {
        return new RevisionStatus(name, weight, 0, 1, 1, null, null, null);
    }

    private static ModelServiceStatus weighted(ModelServiceStatus stored, List<RevisionStatus> revisions) {
        return new ModelServiceStatus(
                stored.observedGeneration(),
                stored.url(),
                stored.replicas(),
                stored.readyReplicas(),
                stored.selector(),
                stored.modelDigest(),
                stored.runtime(),
                stored.stableRevision(),
                stored.candidateRevision(),
                stored.rollout(),
                stored.handledAction(),
                stored.promotedRevisions(),
                revisions,
                stored.conditions());
    }
}
