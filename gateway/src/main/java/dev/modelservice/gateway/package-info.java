/** The data plane: every inference request goes through it. This package has the settings, and puts the parts together. */
@NullMarked
package dev.modelservice.gateway;

import org.jspecify.annotations.NullMarked;
