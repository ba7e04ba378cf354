/** One page that joins observe, plan, apply and report, and the event sources that wake it. */
@NullMarked
package dev.modelservice.operator.reconcile;

import org.jspecify.annotations.NullMarked;
