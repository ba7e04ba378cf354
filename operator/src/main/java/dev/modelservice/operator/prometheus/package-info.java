/**
 * Asks Prometheus servers, in the background and within bounds, what the analysis wants to know. Knows no Kubernetes.
 */
@NullMarked
package dev.modelservice.operator.prometheus;

import org.jspecify.annotations.NullMarked;
