/** What stands between a client and a model: the gateway, other proxies, and the backend behind all of them. */
@NullMarked
package dev.modelservice.e2e.bench.proxies;

import org.jspecify.annotations.NullMarked;
