/** What users live through, told one action and its consequence at a time. Stories speak through the actors. */
@NullMarked
package dev.modelservice.e2e.stories;

import org.jspecify.annotations.NullMarked;
