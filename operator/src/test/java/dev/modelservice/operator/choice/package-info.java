/** Tests of the choice of a runtime. */
@NullMarked
package dev.modelservice.operator.choice;

import org.jspecify.annotations.NullMarked;
