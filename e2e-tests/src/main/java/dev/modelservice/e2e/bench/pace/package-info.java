/** Asking at times that are fixed beforehand, over plain sockets: a late answer delays no later question. */
@NullMarked
package dev.modelservice.e2e.bench.pace;

import org.jspecify.annotations.NullMarked;
