/**
 * The model that this process serves: where it stands, what it takes and gives, how it is loaded and warmed up.
 *
 * <p>Must not import a transport.
 */
@NullMarked
package dev.modelservice.runtime.model;

import org.jspecify.annotations.NullMarked;
