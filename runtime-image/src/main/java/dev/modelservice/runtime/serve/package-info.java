/**
 * From an accepted request to an answer: a bounded number at work, a bounded number waiting.
 *
 * <p>Must not import a transport.
 */
@NullMarked
package dev.modelservice.runtime.serve;

import org.jspecify.annotations.NullMarked;
