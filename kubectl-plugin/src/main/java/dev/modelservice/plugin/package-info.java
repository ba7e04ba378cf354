/** The program behind {@code kubectl modelservice}. */
@NullMarked
package dev.modelservice.plugin;

import org.jspecify.annotations.NullMarked;
