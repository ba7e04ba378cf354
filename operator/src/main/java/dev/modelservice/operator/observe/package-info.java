/** Reads the informer caches into one immutable snapshot. Reads only. */
@NullMarked
package dev.modelservice.operator.observe;

import org.jspecify.annotations.NullMarked;
