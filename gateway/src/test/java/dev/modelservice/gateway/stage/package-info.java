/** What the integration tests play on: a packaged gateway, a real API server, small backends and clients. */
@NullMarked
package dev.modelservice.gateway.stage;

import org.jspecify.annotations.NullMarked;
