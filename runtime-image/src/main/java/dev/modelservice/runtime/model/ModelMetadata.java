package dev.modelservice.runtime.model;

import dev.modelservice.runtime.request.RejectedException;
import dev.modelservice.runtime.request.Rejection;
import dev.modelservice.runtime.request.Signature;
import dev.modelservice.runtime.request.Task;

/** What anyone may ask about a loaded model. */
public record ModelMetadata(String name, String version, String platform, Task task, Signature signature) {

    /** The only version that a process serves: another one is another process. */
    public static final String ONLY_VERSION = "1";

    /** Whether this names the only version, or none at all. */
    public static boolean isVersion(String version) {
        return version.isEmpty() || version.equals(ONLY_VERSION);
    }

    /**
     * Refuses a version that a model does not have.
     *
     * @throws RejectedException if it is another than the only one
     */
    public static void requireVersion(String model, String version) {
        if (!isVersion(version)) {
            throw new RejectedException(new Rejection.UnknownModel(
                    "model '%s' has no version '%s'; it has version '%s'".formatted(model, version, ONLY_VERSION)));
        }
    }
}
