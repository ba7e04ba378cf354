package dev.modelservice.operator.resources;

import dev.modelservice.api.v1alpha1.ModelSource;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The init container that fetches an https:// model; it says what went wrong in its termination message. */
final class FetchContainer {

    private static final String CREDENTIALS_PATH = "/etc/modelservice/credentials";
    private static final String CERTIFICATES_PATH = "/etc/modelservice/certificates";
    private static final String CERTIFICATES_KEY = "ca.crt";

    private FetchContainer() {}

    static Container container(ModelSource source, Settings settings) {
        return new ContainerBuilder()
                .withName(Names.FETCH_CONTAINER)
                .withImage(settings.runtimeImage())
                .withCommand(
                        "java",
                        "-Xmx128m",
                        "-cp",
                        "/app/app/*:/app/lib/main/*:/app/lib/boot/*",
                        "dev.modelservice.fetch.Fetch")
                .withEnv(environment(source))
                .withVolumeMounts(mounts(source))
                .withSecurityContext(Restricted.container())
                .withTerminationMessagePolicy("File")
                .withNewResources()
                .withRequests(Map.of("cpu", new Quantity("100m"), "memory", new Quantity("128Mi")))
                .withLimits(Map.of("memory", new Quantity("512Mi")))
                .endResources()
                .build();
    }

    static List<Volume> volumes(ModelSource source) {
        var volumes = new ArrayList<Volume>();
        // Optional: a pod whose Secret is missing would hang without a word; the fetcher says that it is.
        if (source.secretRef() != null) {
            volumes.add(new VolumeBuilder()
                    .withName(Names.CREDENTIALS_VOLUME)
                    .withNewSecret()
                    .withSecretName(source.secretRef().name())
                    .withOptional(true)
                    .endSecret()
                    .build());
        }
        if (source.caRef() != null) {
            volumes.add(new VolumeBuilder()
                    .withName(Names.CERTIFICATES_VOLUME)
                    .withNewConfigMap()
                    .withName(source.caRef().name())
                    .withOptional(true)
                    .endConfigMap()
                    .build());
        }
        return volumes;
    }

    private static List<EnvVar> environment(ModelSource source) {
        var environment = new ArrayList<EnvVar>();
        environment.add(variable("URI", source.uri()));
        environment.add(variable("DIRECTORY", ModelVolume.MOUNT_PATH));
        environment.add(variable(
                "MAX_BYTES", ModelVolume.sizeLimit(source).toBigInteger().toString()));
        if (source.digest() != null) {
            environment.add(variable("DIGEST", source.digest()));
        }
        if (source.secretRef() != null) {
            environment.add(variable("CREDENTIALS_DIRECTORY", CREDENTIALS_PATH));
        }
        if (source.caRef() != null) {
            environment.add(variable("CA_FILE", CERTIFICATES_PATH + "/" + CERTIFICATES_KEY));
        }
        return environment;
    }

    private static EnvVar variable(String name, String value) {
        return new EnvVarBuilder()
                .withName("MODELSERVICE_FETCH_" + name)
                .withValue(value)
                .build();
    }

    private static List<VolumeMount> mounts(ModelSource source) {
        var mounts = new ArrayList<VolumeMount>();
        mounts.add(mount(Names.MODEL_VOLUME, ModelVolume.MOUNT_PATH, false));
        mounts.add(mount(Names.TEMPORARY_VOLUME, "/tmp", false));
        if (source.secretRef() != null) {
            mounts.add(mount(Names.CREDENTIALS_VOLUME, CREDENTIALS_PATH, true));
        }
        if (source.caRef() != null) {
            mounts.add(mount(Names.CERTIFICATES_VOLUME, CERTIFICATES_PATH, true));
        }
        return mounts;
    }

    private static VolumeMount mount(String name, String path, boolean readOnly) {
        return new VolumeMountBuilder()
                .withName(name)
                .withMountPath(path)
                .withReadOnly(readOnly ? true : null)
                .build();
    }
}
