package dev.modelservice.operator.resources;

import com.fasterxml.jackson.databind.JsonNode;
import dev.modelservice.api.v1alpha1.ModelService;
import dev.modelservice.api.v1alpha1.ModelServiceSpec;
import dev.modelservice.api.v1alpha1.ModelSource;
import dev.modelservice.api.v1alpha1.PodTemplate;
import dev.modelservice.api.v1alpha1.ResourceSpec;
import dev.modelservice.api.v1alpha1.RuntimeSpec;
import dev.modelservice.operator.choice.PodWishes;
import dev.modelservice.operator.choice.Protocol;
import dev.modelservice.operator.choice.Serving;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.ControllerRevisionBuilder;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A revision: what a ModelService's spec made of the pods at one time. It never changes; it is kept as a ControllerRevision, from which
 * its pods can be made again whatever the spec says by then, and whatever the operator would make of it today.
 *
 * @param name its name, and that of its Deployment
 * @param spec the parts of the spec that it was made of
 * @param pod its pods
 * @param ports at which they are asked
 */
public record ModelRevision(String name, Part spec, PodTemplateSpec pod, ServingPorts ports) {

    private static final int DIGITS = 7;

    /** The parts of a spec of which a change makes another revision. */
    public record Part(
            ModelSource model,
            @Nullable RuntimeSpec runtime,
            @Nullable ResourceSpec resources,
            @Nullable PodTemplate template) {

        static Part of(ModelServiceSpec spec) {
            return new Part(spec.model(), spec.runtime(), spec.resources(), spec.template());
        }
    }

    /** What makes two revisions two. */
    private record Identity(
            Part spec,
            @Nullable String image,
            @Nullable Container container,
            @Nullable PodWishes wishes,
            @Nullable Map<String, String> environment,
            @Nullable Protocol protocol) {}

    /** What is stored. */
    private record Data(Part spec, @Nullable String runtimeImage, PodTemplateSpec pod, ServingPorts ports) {}

    /** The revision that the spec asks for now. */
    public static ModelRevision of(ModelService service, Serving serving, Settings settings) {
        var part = Part.of(service.getSpec());
        var name = Names.of(service) + "-" + Canonical.digest(identity(part, serving, settings), DIGITS);
        var pod = ModelPod.template(service, serving, settings);
        pod.getMetadata().getLabels().put(Labels.REVISION, name);
        return new ModelRevision(name, part, pod, ServingPorts.of(serving));
    }

    // What the user says and the program that it leads to. How the operator writes that down as a pod is not part of
    // it: a newer
    // operator does not replace every model's pods for that.
    private static Identity identity(Part part, Serving serving, Settings settings) {
        return switch (serving) {
            case Serving.Ours _ -> new Identity(part, settings.runtimeImage(), null, null, null, null);
            case Serving.Image _ -> new Identity(part, null, null, null, null, null);
            case Serving.Kserve kserve ->
                new Identity(part, null, kserve.container(), kserve.wishes(), kserve.environment(), kserve.protocol());
        };
    }

    /** One that was kept. */
    public static ModelRevision read(ControllerRevision kept) {
        var data = Canonical.read(kept.getData(), Data.class);
        return new ModelRevision(kept.getMetadata().getName(), data.spec(), data.pod(), data.ports());
    }

    /** The object that keeps it, as the so-manieth of its ModelService. */
    public ControllerRevision kept(ModelService service, long number) {
        JsonNode data = Canonical.tree(new Data(spec, image(), pod, ports));
        return new ControllerRevisionBuilder()
                .withMetadata(Metadata.child(service, name, Map.of(Labels.REVISION, name)))
                .withRevision(number)
                .withData(data)
                .build();
    }

    /** The image that serves. */
    public @Nullable String image() {
        return pod.getSpec().getContainers().stream()
                .filter(container -> Names.SERVING_CONTAINERS.contains(container.getName()))
                .map(Container::getImage)
                .findFirst()
                .orElse(null);
    }
}
