package dev.modelservice.runtime.model;

import dev.modelservice.runtime.request.Signature;
import dev.modelservice.runtime.request.Task;

/** What anyone may ask about a loaded model. */
public record ModelMetadata(String name, String version, String platform, Task task, Signature signature) {

    /** The only version that a process serves: another one is another process. */
    public static final String ONLY_VERSION = "1";
}
