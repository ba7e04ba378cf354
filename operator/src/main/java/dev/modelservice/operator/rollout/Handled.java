package dev.modelservice.operator.rollout;

/**
 * What came of an action.
 *
 * @param action the annotation, as it was
 * @param accepted whether it was done
 * @param message what it did, or why it was not done
 */
public record Handled(String action, boolean accepted, String message) {}
