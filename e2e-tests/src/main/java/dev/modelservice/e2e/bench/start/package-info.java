/** Measures how the runtime's image starts, and where the time goes. Not a test: it judges no commit. */
@NullMarked
package dev.modelservice.e2e.bench.start;

import org.jspecify.annotations.NullMarked;
