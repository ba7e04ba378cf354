/** Rollouts, as tables and as random histories. */
@NullMarked
package dev.modelservice.operator.rollout;

import org.jspecify.annotations.NullMarked;
