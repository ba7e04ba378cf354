/**
 * What every protocol speaks of: tensors, requests, responses and the ways to refuse one.
 *
 * <p>Values only; imports nothing of ours, no transport and no engine.
 */
@NullMarked
package dev.modelservice.runtime.request;

import org.jspecify.annotations.NullMarked;
