/** Measures what the operator costs, beside what the same objects cost a bare client. Not a test: it judges nothing. */
@NullMarked
package dev.modelservice.e2e.bench;

import org.jspecify.annotations.NullMarked;
