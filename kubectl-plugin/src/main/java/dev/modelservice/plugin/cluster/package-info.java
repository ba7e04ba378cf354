/** The only way to the API server: reading, watching, and the one write. */
@NullMarked
package dev.modelservice.plugin.cluster;

import org.jspecify.annotations.NullMarked;
