/** What goes wrong, in the words and the shape of the protocol that the client speaks. Values only, no network. */
@NullMarked
package dev.modelservice.gateway.problem;

import org.jspecify.annotations.NullMarked;
