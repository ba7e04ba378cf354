package dev.modelservice.operator.scaling;

/**
 * The replicas of a revision.
 *
 * @param wanted as its Deployment says
 * @param ready of those
 */
public record Replicas(int wanted, int ready) {}
