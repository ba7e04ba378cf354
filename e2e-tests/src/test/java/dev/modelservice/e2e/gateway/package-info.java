/** The packaged gateway against a real API server, with small backends and clients of every kind. */
@NullMarked
package dev.modelservice.e2e.gateway;

import org.jspecify.annotations.NullMarked;
