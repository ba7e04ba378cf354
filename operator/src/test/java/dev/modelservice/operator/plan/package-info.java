/** Tests of the package of the same name. */
@NullMarked
package dev.modelservice.operator.plan;

import org.jspecify.annotations.NullMarked;
