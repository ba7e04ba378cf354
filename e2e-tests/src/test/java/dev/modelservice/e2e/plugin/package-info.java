/** {@code kubectl modelservice}, installed, as a user with few rights has it, at a real API server. The tests play the operator. */
@NullMarked
package dev.modelservice.e2e.plugin;

import org.jspecify.annotations.NullMarked;
