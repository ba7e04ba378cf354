/** Manifests that the API server refuses, each with the message that its author reads. */
@NullMarked
package dev.modelservice.e2e.refusals;

import org.jspecify.annotations.NullMarked;
