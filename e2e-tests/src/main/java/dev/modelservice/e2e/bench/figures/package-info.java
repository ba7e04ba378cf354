/** What was measured, beside each other and beside what was wished for. Measures nothing itself. */
@NullMarked
package dev.modelservice.e2e.bench.figures;

import org.jspecify.annotations.NullMarked;
