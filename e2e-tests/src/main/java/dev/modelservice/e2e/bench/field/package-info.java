/** Who takes part: our runtime and the servers beside it, how each is started and where it takes questions. */
@NullMarked
package dev.modelservice.e2e.bench.field;

import org.jspecify.annotations.NullMarked;
