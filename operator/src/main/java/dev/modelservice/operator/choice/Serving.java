package dev.modelservice.operator.choice;

import dev.modelservice.api.v1alpha1.RuntimeSpec;
import dev.modelservice.api.v1alpha1.RuntimeStatus;
import io.fabric8.kubernetes.api.model.Container;
import java.util.Map;
import java.util.Set;

/** The program that serves a model. */
public sealed interface Serving {

    /** What the user says about it. */
    RuntimeSpec runtime();

    /** What it wants of the pod. */
    default PodWishes wishes() {
        return PodWishes.NONE;
    }

    /** Our own runtime. */
    record Ours(RuntimeSpec runtime) implements Serving {}

    /** An image of the user's. */
    record Image(RuntimeSpec runtime) implements Serving {}

    /**
     * A runtime that an object of KServe's describes.
     *
     * @param name which object
     * @param container its container that serves, with the placeholders filled in
     * @param environment variables that KServe adds for this kind of server
     * @param protocol by which the pods are asked whether they are ready
     * @param spoken every protocol that it says it speaks
     */
    record Kserve(
            RuntimeSpec runtime,
            RuntimeStatus name,
            Container container,
            PodWishes wishes,
            Map<String, String> environment,
            Protocol protocol,
            Set<Protocol> spoken)
            implements Serving {

        /** The name that KServe's contract gives to the container that serves. */
        public static final String CONTAINER = "kserve-container";
    }
}
