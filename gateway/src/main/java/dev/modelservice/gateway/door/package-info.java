/** Who gets to a model now, who waits and who is sent away: the state that all event loops share. No network. */
@NullMarked
package dev.modelservice.gateway.door;

import org.jspecify.annotations.NullMarked;
