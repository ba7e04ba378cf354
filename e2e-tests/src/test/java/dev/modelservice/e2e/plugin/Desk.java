package dev.modelservice.e2e.plugin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.modelservice.api.v1alpha1.ModelService;
import dev.modelservice.e2e.cluster.Access;
import dev.modelservice.e2e.cluster.Chart;
import dev.modelservice.e2e.cluster.ControlPlane;
import dev.modelservice.e2e.cluster.Manifests;
import dev.modelservice.e2e.cluster.Users;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/**
 * A namespace with the ModelService minilm, whose second revision is at the first of two steps. Everything in it is written here: no
 * controller runs. Its user has the rights that docs/plugin.md names, and no others.
 */
final class Desk {

    static final String MODEL = "minilm";
    static final String STABLE = "minilm-0f3a9c1";
    static final String CANDIDATE = "minilm-9e41c6a";

    private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);
    private static final AtomicInteger NEXT = new AtomicInteger();
    private static final String ACTION = "modelservice.dev/action";

    private final ControlPlane plane;
    private final String namespace;

    private Desk(ControlPlane plane, String namespace) {
        this.plane = plane;
        this.namespace = namespace;
    }

    static Desk open(ControlPlane plane) {
        var desk = new Desk(plane, "desk-" + NEXT.incrementAndGet());
        Chart.installCrds(plane.admin());
        plane.admin()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(desk.namespace)
                        .endMetadata()
                        .build())
                .create();
        desk.apply(Manuscripts.USER);
        desk.apply(Manuscripts.MODEL_SERVICE);
        var uid = desk.service().get().getMetadata().getUid();
        desk.apply(Manuscripts.revision(1, STABLE, "oci://modelservice.dev/models/minilm:1.0", uid));
        desk.apply(Manuscripts.revision(2, CANDIDATE, "oci://modelservice.dev/models/minilm-int8:1.0", uid));
        desk.pod(STABLE);
        desk.pod(CANDIDATE);
        desk.status(Manuscripts.AT_STEP_ONE);
        return desk;
    }

    String namespace() {
        return namespace;
    }

    Resource<ModelService> service() {
        return plane.admin()
                .resources(ModelService.class)
                .inNamespace(namespace)
                .withName(MODEL);
    }

    /** Writes a part of the status, as the operator would. */
    void status(String yaml) {
        var document = Serialization.unmarshal(yaml, JsonNode.class);
        service().subresource("status").patch(MERGE, Serialization.asJson(document));
    }

    /** Waits until somebody asks for something, and answers it. Returns what was asked for. */
    String answer(boolean accepted, String message) {
        Awaitility.await("an action").atMost(Duration.ofSeconds(30)).until(() -> !asked().isEmpty());
        var action = asked();
        status("status: {handledAction: {action: \"%s\", accepted: %s, message: \"%s\"}}"
                .formatted(action, accepted, message));
        return action;
    }

    /** The action that the annotation asks for; empty without one. */
    String asked() {
        return Objects.requireNonNullElse(
                service().get().getMetadata().getAnnotations().get(ACTION), "");
    }

    /** A kubeconfig of the user, or of one who may do nothing. */
    Path kubeconfig(String user) {
        var request = new TokenRequestBuilder()
                .withNewSpec()
                .withExpirationSeconds(3600L)
                .endSpec()
                .build();
        var token = plane.admin()
                .serviceAccounts()
                .inNamespace(namespace)
                .withName(user)
                .tokenRequest(request)
                .getStatus()
                .getToken();
        Access access = plane.access(Users.ADMIN).withToken(token);
        return access.writeKubeconfig(plane.folder().resolve(namespace + "-" + user + ".kubeconfig"));
    }

    private void apply(String yaml) {
        Manifests.parse(yaml)
                .forEach(object -> plane.admin()
                        .resource(object)
                        .inNamespace(namespace)
                        .forceConflicts()
                        .serverSideApply());
    }

    private void pod(String revision) {
        apply(Manuscripts.pod(revision));
        plane.admin()
                .pods()
                .inNamespace(namespace)
                .withName(revision + "-pod")
                .subresource("status")
                .patch(MERGE, Serialization.asJson(Serialization.unmarshal(Manuscripts.POD_READY, JsonNode.class)));
    }
}
