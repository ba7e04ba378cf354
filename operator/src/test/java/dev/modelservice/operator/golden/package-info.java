/** Tests of the package of the same name. */
@NullMarked
package dev.modelservice.operator.golden;

import org.jspecify.annotations.NullMarked;
