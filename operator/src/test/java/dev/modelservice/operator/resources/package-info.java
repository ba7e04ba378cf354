/** Tests of the package of the same name. */
@NullMarked
package dev.modelservice.operator.resources;

import org.jspecify.annotations.NullMarked;
