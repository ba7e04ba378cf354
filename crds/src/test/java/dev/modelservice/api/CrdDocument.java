package dev.modelservice.api;

import static java.util.Comparator.comparingInt;
import static java.util.Objects.requireNonNull;

import dev.modelservice.api.v1alpha1.ModelService;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The CustomResourceDefinition as it is shipped: generated from the wire types, plus what no annotation can say. */
final class CrdDocument {

    /** The columns of {@code kubectl get msvc}, from left to right; the generator sorts them by path. */
    private static final List<String> COLUMNS = Stream.of(
                    ModelService.class.getAnnotationsByType(AdditionalPrinterColumn.class))
            .map(AdditionalPrinterColumn::name)
            .toList();

    /** What resource.Quantity parses; a CEL rule over every value of a map would cost more than the API server allows. */
    private static final String QUANTITY =
            "^[+]?([0-9]+([.][0-9]*)?|[.][0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?$";

    private CrdDocument() {}

    static String yaml(Path workDirectory) throws IOException {
        Files.createDirectories(workDirectory);
        new CRDGenerator()
                .customResourceClasses(ModelService.class)
                .inOutputDir(workDirectory.toFile())
                .generate();
        var file = workDirectory.resolve("modelservices.modelservice.dev-v1.yml");
        return Serialization.asYaml(
                complete(Serialization.unmarshal(Files.readString(file), CustomResourceDefinition.class)));
    }

    private static CustomResourceDefinition complete(CustomResourceDefinition crd) {
        var version = crd.getSpec().getVersions().getFirst();
        crd.getMetadata().setAnnotations(null);
        crd.getSpec().getNames().setCategories(List.of("all"));
        version.getAdditionalPrinterColumns().sort(comparingInt(column -> COLUMNS.indexOf(column.getName())));
        var root = version.getSchema().getOpenAPIV3Schema();
        root.setDescription("A model, served: pods that load it, and a Service that answers inference requests.");
        root.setRequired(List.of("spec"));
        at(root, "spec").setDescription("What you want served.");
        at(root, "status").setDescription("What the operator saw and decided. Read only.");
        listByKey(at(root, "status", "conditions"), "type");
        describeCondition(at(root, "status", "conditions").getItems().getSchema());
        listByKey(at(root, "spec", "runtime", "env"), "name");
        listByKey(at(root, "spec", "template", "spec", "imagePullSecrets"), "name");
        at(root, "spec", "runtime", "command").setXKubernetesListType("atomic");
        at(root, "spec", "runtime", "args").setXKubernetesListType("atomic");
        at(root, "spec", "runtime", "ref").setXKubernetesMapType("atomic");
        at(root, "spec", "template", "spec", "tolerations").setXKubernetesListType("atomic");
        at(root, "spec", "model", "secretRef").setXKubernetesMapType("atomic");
        at(root, "spec", "model", "caRef").setXKubernetesMapType("atomic");
        quantities(at(root, "spec", "resources", "requests"));
        quantities(at(root, "spec", "resources", "limits"));
        at(root, "spec", "model", "sizeLimit").setPattern(QUANTITY);
        at(root, "spec", "endpoint", "gateway").setXKubernetesMapType("atomic");
        at(root, "spec", "endpoint", "session").setXKubernetesMapType("atomic");
        at(root, "spec", "endpoint", "maxRequestBytes").setPattern(QUANTITY);
        listByKey(at(root, "status", "revisions"), "name");
        return crd;
    }

    private static void listByKey(JSONSchemaProps list, String key) {
        list.setXKubernetesListType("map");
        list.setXKubernetesListMapKeys(List.of(key));
    }

    private static void quantities(JSONSchemaProps map) {
        map.getAdditionalProperties().getSchema().setPattern(QUANTITY);
    }

    private static void describeCondition(JSONSchemaProps condition) {
        condition.setRequired(List.of("type", "status", "reason", "message", "lastTransitionTime"));
        describe(condition, "type", "Which condition this is.");
        describe(condition, "status", "True, False or Unknown.");
        describe(condition, "reason", "Why, in one word out of a closed list.");
        describe(condition, "message", "Why, for people, and what to do next.");
        describe(condition, "lastTransitionTime", "When the status last changed.");
        describe(condition, "observedGeneration", "The metadata.generation that the condition speaks about.");
    }

    private static void describe(JSONSchemaProps schema, String property, String text) {
        at(schema, property).setDescription(text);
    }

    private static JSONSchemaProps at(JSONSchemaProps root, String... path) {
        var schema = root;
        for (var name : path) {
            schema = requireNonNull(schema.getProperties().get(name), name);
        }
        return schema;
    }
}
