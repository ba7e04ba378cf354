/**
 * The gateways' counts: read from each gateway pod for as long as it is there, and kept as what came since a moment. Knows no Kubernetes.
 */
@NullMarked
package dev.modelservice.operator.loads;

import org.jspecify.annotations.NullMarked;
