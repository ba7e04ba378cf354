package dev.modelservice.e2e.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.api.kserve.ClusterServingRuntime;
import dev.modelservice.api.v1alpha1.ConditionType;
import dev.modelservice.api.v1alpha1.ModelServiceStatus;
import dev.modelservice.api.v1alpha1.Reason;
import dev.modelservice.api.v1alpha1.RuntimeStatus;
import dev.modelservice.e2e.actors.ClusterUser;
import dev.modelservice.e2e.assertions.ModelServiceAssert;
import dev.modelservice.e2e.cluster.Chart;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Models are served with runtimes that KServe's objects describe. They are named or chosen; they change, go and come back;
 * what was made of them goes on meanwhile.
 */
class RuntimesIT {
    @RegisterExtension
    static final Stage STAGE = new Stage();

    @BeforeEach
    void kserveIsThere() {
        Chart.installRuntimeKinds(STAGE.plane().admin());
    }

    // Those of the cluster are seen by every story.
    @AfterEach
    void noRuntimeStays() {
        STAGE.plane().admin().resources(ClusterServingRuntime.class).delete();
    }

    @Test
    void aModelIsServedWithTheRuntimeThatItNames() {
        var user = STAGE.user("runtime");
        user.apply(runtime("ClusterServingRuntime", "sklearn-server", "sklearn", "server:1"));

        user.apply(named("iris", "ClusterServingRuntime", "sklearn-server"));

        user.await("iris", ModelServiceAssert::isReady);
        assertThat(status(user).runtime()).isEqualTo(new RuntimeStatus("ClusterServingRuntime", "sklearn-server"));
        var container = onlyPod(user).getSpec().getContainers().getFirst();
        assertThat(container.getName()).isEqualTo("kserve-container");
        assertThat(container.getArgs()).containsExactly("--model_name=iris");
        assertThat(container.getReadinessProbe().getHttpGet().getPath()).isEqualTo("/v1/models/iris");
    }

    @Test
    void aChangedRuntimeReplacesThePods() {
        var user = STAGE.user("runtime");
        user.apply(runtime("ClusterServingRuntime", "sklearn-server", "sklearn", "server:1"));
        user.apply(
                named("iris", "ClusterServingRuntime", "sklearn-server") + "  rollout: {scaleDownDelaySeconds: 0}\n");
        user.await("iris", ModelServiceAssert::isReady);

        user.apply(runtime("ClusterServingRuntime", "sklearn-server", "sklearn", "server:2"));

        user.await(() -> assertThat(user.podsOf("iris"))
                .extracting(pod -> pod.getSpec().getContainers().getFirst().getImage())
                .containsExactly("registry.example/server:2"));
        user.await("iris", ModelServiceAssert::isReady);
    }

    @Test
    void whenItsRuntimeIsDeletedAModelGoesOnAndSaysSo() {
        var user = STAGE.user("runtime");
        user.apply(runtime("ServingRuntime", "sklearn-server", "sklearn", "server:1"));
        user.apply(named("iris", "ServingRuntime", "sklearn-server"));
        user.await("iris", ModelServiceAssert::isReady);
        var pod = onlyPod(user).getMetadata().getUid();

        user.remove("ServingRuntime", "sklearn-server");

        user.await(
                "iris",
                it -> it.says(ConditionType.READY, true)
                        .says(ConditionType.STALLED, true)
                        .explains("there is no ServingRuntime sklearn-server"));
        assertThat(onlyPod(user).getMetadata().getUid()).isEqualTo(pod);

        user.apply(runtime("ServingRuntime", "sklearn-server", "sklearn", "server:1"));
        user.await("iris", it -> it.isReady().says(ConditionType.STALLED, false));
        assertThat(onlyPod(user).getMetadata().getUid())
                .as("it was the same runtime")
                .isEqualTo(pod);
    }

    @Test
    void aSpecThatNamesAMissingRuntimeLeavesThePreviousVersionServing() {
        var user = STAGE.user("runtime");
        user.apply(Models.modelService("iris", Models.GOOD));
        user.await("iris", ModelServiceAssert::isReady);
        var pod = onlyPod(user).getMetadata().getUid();

        user.apply(named("iris", "ServingRuntime", "missing"));

        user.await(
                "iris",
                it -> it.says(ConditionType.READY, true, Reason.RUNTIME_NOT_FOUND)
                        .says(ConditionType.STALLED, true)
                        .explains("there is no ServingRuntime missing", "the model answers"));
        assertThat(onlyPod(user).getMetadata().getUid()).isEqualTo(pod);
    }

    @Test
    void aRuntimeIsChosenByFormatAndKeptUntilItIsGone() {
        var user = STAGE.user("runtime");
        user.apply(ofFormat("iris", "keepers"));
        user.await("iris", it -> it.isNotReady(Reason.RUNTIME_NOT_FOUND).explains("format keepers"));

        user.apply(runtime("ClusterServingRuntime", "first", "keepers", "first:1"));
        user.await("iris", ModelServiceAssert::isReady);
        assertThat(status(user).runtime()).isEqualTo(new RuntimeStatus("ClusterServingRuntime", "first"));

        user.apply(runtime("ServingRuntime", "nearer", "keepers", "nearer:1"));
        user.apply(ofFormat("later", "keepers"));
        user.await("later", ModelServiceAssert::isReady);
        assertThat(Objects.requireNonNull(user.modelService("later").get().getStatus())
                        .runtime())
                .as("a new model takes what is best now")
                .isEqualTo(new RuntimeStatus("ServingRuntime", "nearer"));
        assertThat(status(user).runtime())
                .as("and this one stays")
                .isEqualTo(new RuntimeStatus("ClusterServingRuntime", "first"));

        user.remove("ClusterServingRuntime", "first");
        user.await(() -> assertThat(status(user).runtime()).isEqualTo(new RuntimeStatus("ServingRuntime", "nearer")));
        user.await("iris", ModelServiceAssert::isReady);
    }

    @Test
    void aRuntimeThatSaysNothingAtLengthCostsNoWriteAfterwards() {
        var user = STAGE.user("runtime");
        user.apply("""
                apiVersion: serving.kserve.io/v1alpha1
                kind: ServingRuntime
                metadata: {name: verbose}
                spec:
                  hostIPC: false
                  tolerations: [{key: a, operator: Exists, value: ""}]
                  containers:
                  - name: kserve-container
                    image: registry.example/server:1
                    command: []
                    stdin: false
                    tty: false
                    workingDir: ""
                    env: [{name: EMPTY, value: ""}, {name: TWICE, value: a}, {name: TWICE, value: b}]
                    envFrom: []
                    ports: [{name: h2c, containerPort: 9000, hostPort: 0}, {containerPort: 8080}]
                    resources: {limits: {cpu: 1000m, memory: 1024Mi}, requests: {}}
                    securityContext: {}
                    volumeMounts: [{name: tmp, mountPath: /scratch, readOnly: false, subPath: ""}]
                    readinessProbe: {httpGet: {path: /, port: 8080, host: ""}, initialDelaySeconds: 0, timeoutSeconds: 0}
                  volumes: [{name: tmp, emptyDir: {medium: ""}}, {name: late, secret: {secretName: late, optional: true}}]
                """);
        user.apply(named("iris", "ServingRuntime", "verbose"));
        user.await("iris", ModelServiceAssert::isReady);
        var meanwhile = STAGE.user("meanwhile");
        meanwhile.apply(Models.modelService("minilm", Models.GOOD));
        meanwhile.await("minilm", ModelServiceAssert::isReady);
        var mark = STAGE.mark();

        for (int touch = 0; touch < 3; touch++) {
            String value = String.valueOf(touch);
            user.modelService("iris").edit(service -> {
                service.getMetadata().getAnnotations().put("example.org/touched", value);
                return service;
            });
        }

        meanwhile.apply(Models.modelService("later", Models.GOOD));
        meanwhile.await("later", ModelServiceAssert::isReady);
        assertThat(STAGE.writesSince(mark, user)).isEmpty();
    }

    private static Pod onlyPod(ClusterUser user) {
        List<Pod> pods = user.podsOf("iris");
        assertThat(pods).hasSize(1);
        return pods.getFirst();
    }

    private static ModelServiceStatus status(ClusterUser user) {
        return Objects.requireNonNull(user.modelService("iris").get().getStatus());
    }

    static String named(String name, String kind, String runtime) {
        return """
                apiVersion: modelservice.dev/v1alpha1
                kind: ModelService
                metadata: {name: %s}
                spec:
                  model: {uri: "%s"}
                  runtime: {ref: {kind: %s, name: %s}}
                """.formatted(name, Models.GOOD, kind, runtime);
    }

    static String ofFormat(String name, String format) {
        return """
                apiVersion: modelservice.dev/v1alpha1
                kind: ModelService
                metadata: {name: %s}
                spec:
                  model: {uri: "%s", format: %s}
                """.formatted(name, Models.GOOD, format);
    }

    static String runtime(String kind, String name, String format, String image) {
        return """
                apiVersion: serving.kserve.io/v1alpha1
                kind: %s
                metadata: {name: %s}
                spec:
                  supportedModelFormats: [{name: %s, version: "1", autoSelect: true}]
                  protocolVersions: [v1, v2]
                  containers:
                  - name: kserve-container
                    image: registry.example/%s
                    args: ["--model_name={{.Name}}"]
                """.formatted(kind, name, format, image);
    }
}
