/** Tests of the autoscaler, and simulations of it beside others. */
@NullMarked
package dev.modelservice.operator.scaling;

import org.jspecify.annotations.NullMarked;
