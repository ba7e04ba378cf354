/** {@code make bench-gateway}: what the gateway costs in front of a model, beside other proxies. */
@NullMarked
package dev.modelservice.e2e.bench.gateway;

import org.jspecify.annotations.NullMarked;
