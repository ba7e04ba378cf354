/**
 * Asks a revision the requests of a golden set and compares its answers with those expected: the pod that goes before a rollout's first
 * request, and before its promotion.
 *
 * <p>A plain program; must not import the runtime or Quarkus.
 */
@NullMarked
package dev.modelservice.golden;

import org.jspecify.annotations.NullMarked;
