/** Measures our runtime beside other servers of the same models on the same processors. Not a test: it judges no commit. */
@NullMarked
package dev.modelservice.e2e.bench.serving;

import org.jspecify.annotations.NullMarked;
