package dev.modelservice.operator.resources;

/**
 * What the makers need to know beside the ModelService itself.
 *
 * @param runtimeImage image of our runtime and fetcher
 * @param clusterDomain DNS domain of the cluster's Services
 * @param networkPolicy whether model pods get a NetworkPolicy
 */
public record Settings(String runtimeImage, String clusterDomain, boolean networkPolicy) {}
