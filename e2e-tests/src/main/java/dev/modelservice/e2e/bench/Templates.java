package dev.modelservice.e2e.bench;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.stream.Stream;

/** Objects that the operator made, as a bare client would write them: without what the API server adds. */
record Templates(String namespace, String name, List<HasMetadata> perService, List<HasMetadata> perNamespace) {

    static Templates of(KubernetesClient client, String namespace, String name) {
        return new Templates(
                namespace,
                name,
                Stream.<HasMetadata>of(
                                client.apps()
                                        .deployments()
                                        .inNamespace(namespace)
                                        .withName(name)
                                        .get(),
                                client.services()
                                        .inNamespace(namespace)
                                        .withName(name)
                                        .get())
                        .map(Templates::bare)
                        .toList(),
                Stream.of(
                                client.serviceAccounts()
                                        .inNamespace(namespace)
                                        .list()
                                        .getItems(),
                                client.network()
                                        .networkPolicies()
                                        .inNamespace(namespace)
                                        .list()
                                        .getItems())
                        .flatMap(List::stream)
                        .filter(object -> !object.getMetadata().getName().equals("default"))
                        .map(Templates::bare)
                        .toList());
    }

    Stream<GenericKubernetesResource> perService(String namespace, String name) {
        return perService.stream().map(object -> copy(object, namespace, name));
    }

    Stream<GenericKubernetesResource> perNamespace(String namespace) {
        return perNamespace.stream().map(object -> copy(object, namespace, name));
    }

    int size() {
        return perService.size();
    }

    /** By text: the names stand in labels, selectors and addresses too. */
    private GenericKubernetesResource copy(HasMetadata object, String otherNamespace, String otherName) {
        String json = Serialization.asJson(object).replace(name, otherName).replace(namespace, otherNamespace);
        return Serialization.unmarshal(json, GenericKubernetesResource.class);
    }

    private static HasMetadata bare(HasMetadata object) {
        var metadata = object.getMetadata();
        object.setMetadata(new ObjectMetaBuilder()
                .withNamespace(metadata.getNamespace())
                .withName(metadata.getName())
                .withLabels(metadata.getLabels())
                .withAnnotations(metadata.getAnnotations())
                .build());
        if (object instanceof Service service) {
            service.getSpec().setClusterIP(null);
            service.getSpec().setClusterIPs(null);
        }
        return object;
    }
}
