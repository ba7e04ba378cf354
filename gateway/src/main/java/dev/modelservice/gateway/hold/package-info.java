/** Who waits for a place, and for how long. Values only: no network, no clock, nothing of the gateway's other packages. */
@NullMarked
package dev.modelservice.gateway.hold;

import org.jspecify.annotations.NullMarked;
