/** Servers under measurement: started, pinned to their processors, suspended while others are measured. */
@NullMarked
package dev.modelservice.e2e.bench.servers;

import org.jspecify.annotations.NullMarked;
