/** Tests of the analysis: tables, properties, and ten thousand simulated rollouts. */
@NullMarked
package dev.modelservice.operator.analysis;

import org.jspecify.annotations.NullMarked;
