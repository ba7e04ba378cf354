/** Asking servers: the same question in each protocol's words, again and again, and how long the answers took. */
@NullMarked
package dev.modelservice.e2e.bench.load;

import org.jspecify.annotations.NullMarked;
