package dev.modelservice.operator.choice;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.modelservice.api.kserve.ServingRuntimeSpec;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.PodResourceClaim;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.Volume;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the parts of a pod that a runtime brings. What is no such part makes an IllegalArgumentException. */
final class PodReader {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private PodReader() {}

    /** The container that serves, as it was written. */
    static Optional<Map<String, Object>> serving(ServingRuntimeSpec runtime) {
        return runtime.containers().stream().filter(PodReader::isServing).findFirst();
    }

    static Container container(Map<String, Object> written) {
        return read(written, Container.class);
    }

    static PodWishes wishes(ServingRuntimeSpec runtime) {
        var affinity = runtime.affinity();
        return new PodWishes(
                readAll(
                        runtime.containers().stream()
                                .filter(container -> !isServing(container))
                                .toList(),
                        Container.class),
                readAll(runtime.volumes(), Volume.class),
                runtime.nodeSelector(),
                affinity == null ? null : read(affinity, Affinity.class),
                readAll(runtime.tolerations(), Toleration.class),
                runtime.labels(),
                runtime.annotations(),
                readAll(runtime.imagePullSecrets(), LocalObjectReference.class),
                Boolean.TRUE.equals(runtime.hostIPC()),
                runtime.schedulerName(),
                readAll(runtime.resourceClaims(), PodResourceClaim.class));
    }

    private static boolean isServing(Map<String, Object> container) {
        return Serving.Kserve.CONTAINER.equals(container.get("name"));
    }

    private static <T> List<T> readAll(List<Map<String, Object>> written, Class<T> type) {
        return written.stream().map(part -> read(part, type)).toList();
    }

    private static <T> T read(Map<String, Object> written, Class<T> type) {
        return MAPPER.convertValue(AsStored.of(MAPPER.valueToTree(written)), type);
    }
}
