package dev.modelservice.api.v1alpha1;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;
import org.jspecify.annotations.Nullable;

/**
 * A model, served: the operator turns it into pods that load the model and a Service that answers inference requests.
 *
 * <p>{@code spec} and {@code status} are null until the API server has sent them; {@code spec} is required by the schema.
 */
@Group(ModelService.GROUP)
@Version("v1alpha1")
@Kind(ModelService.KIND)
@Singular("modelservice")
@Plural("modelservices")
@ShortNames("msvc")
@AdditionalPrinterColumn(
        name = "Ready",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].status",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Reason",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(name = "URL", jsonPath = ".status.url", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(name = "Desired", jsonPath = ".spec.replicas", type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
        name = "Available",
        jsonPath = ".status.readyReplicas",
        type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(name = "Model", jsonPath = ".spec.model.uri", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(
        name = "Runtime",
        jsonPath = ".status.runtime.name",
        type = AdditionalPrinterColumn.Type.STRING,
        priority = 1)
@AdditionalPrinterColumn(
        name = "Message",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].message",
        type = AdditionalPrinterColumn.Type.STRING,
        priority = 1)
@ValidationRule(
        value = "self.metadata.name.matches('^[a-z]([-a-z0-9]{0,48}[a-z0-9])?$')",
        message = "metadata.name: use at most 50 lower-case letters, digits and '-', beginning with a letter;"
                + " the Service gets this name")
public class ModelService extends CustomResource<ModelServiceSpec, ModelServiceStatus> implements Namespaced {

    private static final long serialVersionUID = 1;

    /** The API group of this project. */
    public static final String GROUP = "modelservice.dev";

    /** The kind, as written in manifests. */
    public static final String KIND = "ModelService";

    // A record has no empty constructor: what the user did not send stays null.
    @Override
    protected @Nullable ModelServiceSpec initSpec() {
        return null;
    }

    @Override
    protected @Nullable ModelServiceStatus initStatus() {
        return null;
    }
}
