/** What the operator counts about itself. Sees the plan, and no client. */
@NullMarked
package dev.modelservice.operator.metrics;

import org.jspecify.annotations.NullMarked;
