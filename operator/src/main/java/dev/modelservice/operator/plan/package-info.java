/** Decides on paper: what should exist, and what the status says. No client, no clock. */
@NullMarked
package dev.modelservice.operator.plan;

import org.jspecify.annotations.NullMarked;
