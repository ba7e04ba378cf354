package dev.modelservice.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelservice.api.kserve.ClusterServingRuntime;
import dev.modelservice.api.kserve.ServingRuntime;
import dev.modelservice.api.kserve.ServingRuntimeSpec;
import dev.modelservice.api.kserve.SupportedModelFormat;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** KServe's kinds as the chart can install them: what we read of them is in their schemas, and the rest is kept. */
class KserveCrdTest {

    private static final Path RENDERED = Path.of("../helm/golden/kserve-runtimes.yaml");

    @ParameterizedTest
    @ValueSource(classes = {ServingRuntime.class, ClusterServingRuntime.class})
    void describesWhatIsRead(Class<? extends HasMetadata> type) throws IOException {
        var crd = rendered(HasMetadata.getPlural(type) + "." + ServingRuntime.GROUP);
        var version = crd.getSpec().getVersions().getFirst();
        assertThat(crd.getSpec().getNames().getKind()).isEqualTo(HasMetadata.getKind(type));
        assertThat(crd.getSpec().getScope())
                .isEqualTo(Namespaced.class.isAssignableFrom(type) ? "Namespaced" : "Cluster");
        assertThat(version.getName()).isEqualTo(ServingRuntime.VERSION);

        var spec = property(version.getSchema().getOpenAPIV3Schema(), "spec");
        assertThat(spec.getProperties()).containsOnlyKeys(components(ServingRuntimeSpec.class));
        assertThat(spec.getXKubernetesPreserveUnknownFields()).isTrue();
        var format = items(spec, "supportedModelFormats");
        assertThat(format.getProperties()).containsOnlyKeys(components(SupportedModelFormat.class));
        assertThat(List.of(format, items(spec, "containers"), items(spec, "volumes")))
                .allSatisfy(part ->
                        assertThat(part.getXKubernetesPreserveUnknownFields()).isTrue());
    }

    @Test
    void whatIsNotReadDoesNotKeepARuntimeFromBeingRead() {
        var runtime = Serialization.unmarshal("""
                apiVersion: serving.kserve.io/v1alpha1
                kind: ServingRuntime
                metadata: {name: a}
                spec:
                  supportedModelFormats: [{name: sklearn, version: "1", autoSelect: true, priority: 2, future: x}]
                  builtInAdapter: {serverType: triton, runtimeManagementPort: 8001}
                  grpcEndpoint: port:8085
                  replicas: 2
                  storageHelper: {disabled: true}
                  containers: [{name: kserve-container, image: x, ports: this is no list}]
                status: {anything: goes}
                """, ServingRuntime.class);
        assertThat(runtime.getSpec().supportedModelFormats())
                .containsExactly(new SupportedModelFormat("sklearn", "1", true, 2));
        assertThat(runtime.getSpec().containers().getFirst()).containsEntry("ports", "this is no list");
        assertThat(runtime.getSpec().volumes()).isEmpty();
    }

    private static CustomResourceDefinition rendered(String name) throws IOException {
        return Arrays.stream(Files.readString(RENDERED).split("(?m)^---$", -1))
                .filter(document -> document.contains("\n  name: " + name + "\n"))
                .map(document -> Serialization.unmarshal(document, CustomResourceDefinition.class))
                .findFirst()
                .orElseThrow();
    }

    private static JSONSchemaProps items(JSONSchemaProps spec, String list) {
        return property(spec, list).getItems().getSchema();
    }

    private static JSONSchemaProps property(JSONSchemaProps schema, String name) {
        return Objects.requireNonNull(schema.getProperties().get(name), name);
    }

    private static String[] components(Class<? extends Record> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .toArray(String[]::new);
    }
}
