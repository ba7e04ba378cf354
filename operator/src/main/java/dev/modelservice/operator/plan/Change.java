package dev.modelservice.operator.plan;

import io.fabric8.kubernetes.api.model.HasMetadata;

/**
 * One object to write.
 *
 * @param desired the fields that we own, all of them
 * @param exists whether an object of ours is there already; a first write must not take over somebody else's
 */
public record Change(HasMetadata desired, boolean exists) {}
