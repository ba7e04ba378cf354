/** How one revision takes over from another: values and a time in, values out. Knows neither Kubernetes' objects nor a clock. */
@NullMarked
package dev.modelservice.operator.rollout;

import org.jspecify.annotations.NullMarked;
