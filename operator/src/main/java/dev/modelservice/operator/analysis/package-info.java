/**
 * Judges a new revision: counts and evidence in, verdicts out. Plain arithmetic; knows no client, no clock and no Kubernetes object but the
 * API's own types.
 */
@NullMarked
package dev.modelservice.operator.analysis;

import org.jspecify.annotations.NullMarked;
