/** What the runtime's image promises, tried on Docker alone. */
@NullMarked
package dev.modelservice.e2e.image;

import org.jspecify.annotations.NullMarked;
