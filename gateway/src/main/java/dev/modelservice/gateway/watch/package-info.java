/** ModelServices and EndpointSlices, watched and made into a table of routes. The only package that knows Kubernetes. */
@NullMarked
package dev.modelservice.gateway.watch;

import org.jspecify.annotations.NullMarked;
