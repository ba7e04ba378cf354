/** The only package that writes to the API server. Decides nothing. */
@NullMarked
package dev.modelservice.operator.apply;

import org.jspecify.annotations.NullMarked;
