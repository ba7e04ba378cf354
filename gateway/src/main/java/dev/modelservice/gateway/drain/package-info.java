/** How a gateway that is asked to stop comes to its end without losing a request. */
@NullMarked
package dev.modelservice.gateway.drain;

import org.jspecify.annotations.NullMarked;
