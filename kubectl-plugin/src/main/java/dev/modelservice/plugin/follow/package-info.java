/** When a rollout or an action has ended, decided on the objects as they are. */
@NullMarked
package dev.modelservice.plugin.follow;

import org.jspecify.annotations.NullMarked;
