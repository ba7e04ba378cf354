package dev.modelservice.operator.resources;

import org.jspecify.annotations.Nullable;

/**
 * The gateway through which requests come in.
 *
 * @param namespace where it runs
 * @param service its Service there; its pods carry the label {@link Labels#GATEWAY} with the same value
 * @param domain what the models' host names end with; null: they have none outside of the cluster
 * @param scheme http or https, as clients outside of the cluster reach it
 */
public record GatewaySettings(
        String namespace, String service, @Nullable String domain, String scheme) {

    /** Reads {@code NAMESPACE/SERVICE}. */
    public static GatewaySettings of(String place, @Nullable String domain, String scheme) {
        var slash = place.indexOf('/');
        if (slash < 1 || slash == place.length() - 1) {
            throw new IllegalArgumentException("the gateway's Service is NAMESPACE/SERVICE, not " + place);
        }
        return new GatewaySettings(place.substring(0, slash), place.substring(slash + 1), domain, scheme);
    }
}
