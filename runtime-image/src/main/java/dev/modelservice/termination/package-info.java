/**
 * The last word of a container, where Kubernetes shows it.
 *
 * <p>Imports nothing of ours.
 */
@NullMarked
package dev.modelservice.termination;

import org.jspecify.annotations.NullMarked;
