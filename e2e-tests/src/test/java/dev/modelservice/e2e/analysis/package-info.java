/** The analysis beside a real Prometheus. */
@NullMarked
package dev.modelservice.e2e.analysis;

import org.jspecify.annotations.NullMarked;
