/** How a benchmark is told what to measure. */
@NullMarked
package dev.modelservice.e2e.bench.options;

import org.jspecify.annotations.NullMarked;
