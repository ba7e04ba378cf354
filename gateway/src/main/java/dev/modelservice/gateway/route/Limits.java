package dev.modelservice.gateway.route;

import java.time.Duration;

/**
 * What one ModelService's requests may take.
 *
 * @param concurrencyPerReplica requests that a replica is given at a time
 * @param queueLimit requests that may wait for a place
 * @param queueTimeout how long each of them may
 * @param requestTimeout from a request's arrival to the first byte of its answer
 * @param maxRequestBytes of one body
 */
public record Limits(
        int concurrencyPerReplica,
        int queueLimit,
        Duration queueTimeout,
        Duration requestTimeout,
        long maxRequestBytes) {}
