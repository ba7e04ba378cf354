package dev.modelservice.e2e.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.modelservice.api.kserve.ClusterServingRuntime;
import dev.modelservice.api.v1alpha1.ModelService;
import dev.modelservice.api.v1alpha1.RuntimeStatus;
import dev.modelservice.e2e.actors.ClusterUser;
import dev.modelservice.e2e.actors.Inference;
import dev.modelservice.e2e.assertions.ModelServiceAssert;
import dev.modelservice.e2e.cluster.Chart;
import dev.modelservice.e2e.cluster.Repository;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Real servers that KServe's objects describe answer through the model's Service: ours, named; and KServe's own Python
 * server, chosen by the model's format. Both run the same model, and give its recorded answers.
 */
class RuntimesE2E {
    @RegisterExtension
    static final Kind KIND = new Kind();

    private static final Path PYTHON = Path.of("e2e-tests/src/test/python/kserve");

    private final Recorded recorded = Recorded.read("dense/answers.json");

    @BeforeEach
    void theChartBringsTheKinds() {
        KIND.cluster().install("kserveRuntimes.installCRDs=true");
    }

    // Other stories expect a cluster without KServe.
    @AfterEach
    void leave() {
        KIND.cluster().admin().resources(ClusterServingRuntime.class).delete();
        Chart.removeRuntimeKinds(KIND.cluster().admin());
    }

    @Test
    void ourRuntimeServesAsAClusterServingRuntime() throws IOException {
        var user = KIND.user("described");

        user.apply(example("cluster-serving-runtime.yaml")
                .replace("modelservice.dev/runtime:0.1.0", KIND.cluster().runtimeImage()));

        var ready = user.await("dense", ModelServiceAssert::isReady);
        assertThat(runtime(ready)).isEqualTo(new RuntimeStatus("ClusterServingRuntime", "modelservice-runtime"));
        assertThat(serving(user).getName()).isEqualTo("kserve-container");
        agrees(new Inference(user, "dense").predict(recorded.inputs()));
    }

    @Test
    void kservesPythonServerIsChosenByFormatAndAnswersInBothProtocols() throws IOException {
        var image = KIND.cluster().load(PYTHON.resolve("build").toString());
        var user = KIND.user("python");
        user.apply(Files.readString(Repository.root().resolve(PYTHON).resolve("runtime.yaml"))
                .replace("IMAGE", image));

        user.apply("""
                apiVersion: modelservice.dev/v1alpha1
                kind: ModelService
                metadata: {name: dense}
                spec:
                  model: {uri: "oci://modelservice.dev/models/dense:1.0", format: onnx-in-python, formatVersion: "1"}
                """);

        var ready = user.await("dense", ModelServiceAssert::isReady);
        assertThat(runtime(ready)).isEqualTo(new RuntimeStatus("ClusterServingRuntime", "kserve-python"));
        assertThat(serving(user).getReadinessProbe().getHttpGet().getPath()).isEqualTo("/v1/models/dense");
        assertThat(user.service("dense").get().getSpec().getPorts())
                .extracting(port -> port.getName() + " " + port.getPort() + " " + port.getAppProtocol())
                .containsExactly("http 80 null", "grpc 9000 kubernetes.io/h2c");
        var model = new Inference(user, "dense");
        agrees(model.predictV1(recorded.inputs()));
        agrees(rows(model.inferV2("x", recorded.inputs())));
    }

    @Test
    void theChartLeavesKindsAloneThatAreThereAlready() {
        var admin = KIND.cluster().admin();
        Chart.removeRuntimeKinds(admin);
        Chart.installRuntimeKinds(admin);

        KIND.cluster().install("kserveRuntimes.installCRDs=true");

        assertThat(admin.apiextensions().v1().customResourceDefinitions().list().getItems())
                .filteredOn(crd -> crd.getSpec().getGroup().equals("serving.kserve.io"))
                .hasSize(2)
                .extracting(CustomResourceDefinition::getMetadata)
                .allSatisfy(metadata ->
                        assertThat(metadata.getAnnotations()).doesNotContainKey("meta.helm.sh/release-name"));
    }

    private void agrees(List<float[]> answers) {
        JsonNode expected = recorded.rows("probability");
        assertThat(answers).hasSameSizeAs(expected);
        for (int row = 0; row < answers.size(); row++) {
            assertThat((double) answers.get(row)[0])
                    .isCloseTo(expected.get(row).get(0).asDouble(), within(1e-5));
        }
    }

    private static List<float[]> rows(float[] numbers) {
        return java.util.stream.IntStream.range(0, numbers.length)
                .mapToObj(row -> new float[] {numbers[row]})
                .toList();
    }

    private static RuntimeStatus runtime(ModelService service) {
        return Objects.requireNonNull(service.getStatus().runtime(), "status.runtime");
    }

    private static Container serving(ClusterUser user) {
        return user.podsOf("dense").getFirst().getSpec().getContainers().getFirst();
    }

    private static String example(String name) throws IOException {
        return Files.readString(Repository.root().resolve("examples").resolve(name));
    }
}
