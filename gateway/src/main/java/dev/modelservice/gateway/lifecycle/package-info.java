/** The beginning and the end of the process, and what its management port says. */
@NullMarked
package dev.modelservice.gateway.lifecycle;

import org.jspecify.annotations.NullMarked;
