/** The runtime's image as Docker runs it, without a cluster around it. */
@NullMarked
package dev.modelservice.e2e.container;

import org.jspecify.annotations.NullMarked;
