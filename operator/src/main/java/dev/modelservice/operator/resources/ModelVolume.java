package dev.modelservice.operator.resources;

import dev.modelservice.api.v1alpha1.ModelSource;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.math.BigDecimal;

/** How the model's files reach the pod: one volume, mounted read-only into the runtime. */
final class ModelVolume {

    static final String MOUNT_PATH = "/mnt/models";
    static final String TEMPORARY_PATH = "/tmp";
    static final Quantity DEFAULT_SIZE_LIMIT = Quantity.parse("10Gi");

    private ModelVolume() {}

    static Volume volume(ModelSource source) {
        var volume = new VolumeBuilder().withName(Names.MODEL_VOLUME);
        return switch (ModelUri.of(source)) {
            case ModelUri.Oci oci ->
                volume.withNewImage()
                        .withReference(oci.reference())
                        .withPullPolicy("IfNotPresent")
                        .endImage()
                        .build();
            case ModelUri.Claim claim ->
                volume.withNewPersistentVolumeClaim()
                        .withClaimName(claim.name())
                        .endPersistentVolumeClaim()
                        .build();
            case ModelUri.Web _ ->
                volume.withNewEmptyDir()
                        .withSizeLimit(room(source))
                        .endEmptyDir()
                        .build();
        };
    }

    static VolumeMount mount(ModelSource source) {
        var folder = ModelUri.of(source) instanceof ModelUri.Claim claim ? claim.folder() : null;
        return new VolumeMountBuilder()
                .withName(Names.MODEL_VOLUME)
                .withMountPath(MOUNT_PATH)
                .withSubPath(folder)
                .withReadOnly(true)
                .build();
    }

    /** A place to write to: the root file system is read-only. */
    static VolumeMount temporary() {
        return new VolumeMountBuilder()
                .withName(Names.TEMPORARY_VOLUME)
                .withMountPath(TEMPORARY_PATH)
                .build();
    }

    /** Bytes that a fetched model may have. */
    static BigDecimal sizeLimit(ModelSource source) {
        var limit = source.sizeLimit();
        return Quantity.getAmountInBytes(limit == null ? DEFAULT_SIZE_LIMIT : limit);
    }

    // An archive and what was unpacked from it are there together for a moment.
    private static Quantity room(ModelSource source) {
        return new Quantity(
                sizeLimit(source).multiply(BigDecimal.TWO).toBigInteger().toString());
    }
}
