/** A line of JSON for every request: what it was and how it ended, and nothing of what was in it. */
@NullMarked
package dev.modelservice.gateway.accesslog;

import org.jspecify.annotations.NullMarked;
