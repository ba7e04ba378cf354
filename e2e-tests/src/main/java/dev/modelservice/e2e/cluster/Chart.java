package dev.modelservice.e2e.cluster;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The operator's Helm chart as the tests need it: the CRDs, and everything that says what the operator may do. */
public final class Chart {
    public static final String NAMESPACE = "modelservice-system";
    private static final String RELEASE = "modelservice-operator";
    private static final String INSTANCE = "app.kubernetes.io/instance";
    private static final Namespace NAMESPACE_OBJECT = new NamespaceBuilder()
            .withNewMetadata()
            .withName(NAMESPACE)
            .endMetadata()
            .build();
    private static final Set<String> PERMISSIONS =
            Set.of("ServiceAccount", "ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding");

    private Chart() {}

    /** What {@code helm template} prints with these values. */
    private static List<GenericKubernetesResource> render(List<String> values) {
        var command = new ArrayList<>(List.of(
                Binaries.of("helm").path("helm").toString(),
                "template",
                RELEASE,
                Repository.chart().toString(),
                "--namespace=" + NAMESPACE));
        values.stream().map(value -> "--set=" + value).forEach(command::add);
        return Manifests.parse(Output.of(command));
    }

    public static void installCrds(KubernetesClient client) {
        install(client, crdFiles().stream().flatMap(file -> Manifests.read(file).stream()));
    }

    /** KServe's kinds for runtimes, as the chart installs them where it is told to. */
    public static void installRuntimeKinds(KubernetesClient client) {
        install(client, runtimeKinds());
    }

    /** Takes them away, and with them every runtime; returns when they are gone. */
    public static void removeRuntimeKinds(KubernetesClient client) {
        remove(client, runtimeKinds());
    }

    /** The Gateway API's kinds, which are no part of the chart. */
    public static void installGatewayApi(KubernetesClient client) {
        install(client, gatewayApi());
    }

    /** Takes them away, and with them every route; returns when they are gone. */
    public static void removeGatewayApi(KubernetesClient client) {
        remove(client, gatewayApi());
    }

    private static Stream<GenericKubernetesResource> gatewayApi() {
        var script = Repository.root().resolve("cluster/gateway-api-crds").toString();
        return files(Path.of(Output.of(List.of(script)).strip())).stream()
                .flatMap(file -> Manifests.read(file).stream())
                .filter(object -> object.getKind().equals("CustomResourceDefinition"));
    }

    private static void remove(KubernetesClient client, Stream<GenericKubernetesResource> definitions) {
        var names = definitions.map(crd -> crd.getMetadata().getName()).toList();
        var crds = client.apiextensions().v1().customResourceDefinitions();
        names.forEach(name -> crds.withName(name).delete());
        Awaitility.await("the kinds to be gone")
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> names.stream().allMatch(name -> crds.withName(name).get() == null));
    }

    private static Stream<GenericKubernetesResource> runtimeKinds() {
        return render(List.of("kserveRuntimes.installCRDs=true")).stream()
                .filter(object -> object.getKind().equals("CustomResourceDefinition"));
    }

    private static void install(KubernetesClient client, Stream<GenericKubernetesResource> definitions) {
        List<GenericKubernetesResource> crds = definitions.toList();
        crds.forEach(crd -> client.resource(crd).forceConflicts().serverSideApply());
        crds.forEach(crd -> Awaitility.await(crd.getMetadata().getName() + " to be served")
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> isEstablished(client, crd.getMetadata().getName())));
    }

    /** The namespace of operator and gateway. */
    public static void installNamespace(KubernetesClient client) {
        client.resource(NAMESPACE_OBJECT).serverSideApply();
    }

    /**
     * What the chart says about the operator's process.
     *
     * @param account its ServiceAccount
     * @param environment the variables that the chart sets, less those that a pod fills in
     * @param memoryBytes its memory limit
     */
    public record Release(String account, Map<String, String> environment, long memoryBytes) {}

    /**
     * Grants the operator's ServiceAccount what the chart grants with these values ({@code key=value}), and takes away
     * what it granted only with others, so that a test under narrower roles is not helped by wider ones. What both grant
     * stays in force meanwhile: another operator may be at work. The Deployment is not made: a process stands in.
     */
    public static Release install(KubernetesClient client, List<String> values) {
        installNamespace(client);
        List<GenericKubernetesResource> objects = render(values);
        objects.stream()
                .filter(object -> PERMISSIONS.contains(object.getKind()))
                .forEach(object -> client.resource(object).forceConflicts().serverSideApply());
        var granted = objects.stream().map(Chart::identity).collect(Collectors.toSet());
        bindings(client)
                .filter(binding -> !granted.contains(identity(binding)))
                .forEach(binding -> client.resource(binding).delete());
        return objects.stream()
                .filter(object -> object.getKind().equals("Deployment")
                        && object.getMetadata().getName().equals(RELEASE))
                .map(object -> Serialization.unmarshal(Serialization.asJson(object), Deployment.class))
                .map(deployment -> release(deployment.getSpec().getTemplate().getSpec()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The chart makes no Deployment"));
    }

    private static Release release(PodSpec pod) {
        var container = pod.getContainers().getFirst();
        return new Release(
                pod.getServiceAccountName(),
                container.getEnv().stream()
                        .filter(variable -> variable.getValue() != null)
                        .collect(Collectors.toMap(EnvVar::getName, EnvVar::getValue)),
                Objects.requireNonNull(container.getResources().getLimits().get("memory"), "a memory limit")
                        .getNumericalAmount()
                        .longValueExact());
    }

    private static Stream<HasMetadata> bindings(KubernetesClient client) {
        return Stream.concat(
                client.rbac().clusterRoleBindings().withLabel(INSTANCE, RELEASE).list().getItems().stream(),
                client.rbac().roleBindings().inAnyNamespace().withLabel(INSTANCE, RELEASE).list().getItems().stream());
    }

    private static String identity(HasMetadata object) {
        return "%s %s/%s"
                .formatted(
                        object.getKind(),
                        object.getMetadata().getNamespace(),
                        object.getMetadata().getName());
    }

    private static List<Path> crdFiles() {
        return files(Repository.chart().resolve("crds"));
    }

    private static List<Path> files(Path folder) {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("No CRDs in " + folder, e);
        }
    }

    private static boolean isEstablished(KubernetesClient client, String name) {
        var crd = client.apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName(name)
                .get();
        return crd.getStatus() != null
                && crd.getStatus().getConditions() != null
                && crd.getStatus().getConditions().stream()
                        .anyMatch(condition -> Objects.equals(condition.getType(), "Established")
                                && Objects.equals(condition.getStatus(), "True"));
    }
}
