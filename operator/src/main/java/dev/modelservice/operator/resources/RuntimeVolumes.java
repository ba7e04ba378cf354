package dev.modelservice.operator.resources;

import dev.modelservice.operator.choice.PodWishes;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.util.List;
import java.util.Set;

/** The volumes that a runtime brings; one with the name of a volume of ours gets another. */
final class RuntimeVolumes {

    private static final Set<String> OURS =
            Set.of(Names.MODEL_VOLUME, Names.TEMPORARY_VOLUME, Names.CREDENTIALS_VOLUME, Names.CERTIFICATES_VOLUME);

    private RuntimeVolumes() {}

    static List<Volume> of(PodWishes runtime) {
        return runtime.volumes().stream()
                .map(volume -> new VolumeBuilder(volume)
                        .withName(name(volume.getName()))
                        .build())
                .toList();
    }

    static List<VolumeMount> mounts(Container theirs) {
        return theirs.getVolumeMounts().stream()
                .map(mount -> new VolumeMountBuilder(mount)
                        .withName(name(mount.getName()))
                        .build())
                .toList();
    }

    private static String name(String theirs) {
        return OURS.contains(theirs) ? "runtime-" + theirs : theirs;
    }
}
