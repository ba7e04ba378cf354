package dev.modelservice.operator.resources;

import org.jspecify.annotations.Nullable;

/**
 * What the makers need to know beside the ModelService itself.
 *
 * @param runtimeImage image of our runtime and fetcher
 * @param clusterDomain DNS domain of the cluster's Services
 * @param networkPolicy whether model pods get a NetworkPolicy
 * @param gateway what a model's Service leads to; null: to its pods
 */
public record Settings(
        String runtimeImage,
        String clusterDomain,
        boolean networkPolicy,
        @Nullable GatewaySettings gateway) {}
