/** Which replica gets a request. Values only: no network, no clock, nothing of the gateway's other packages. */
@NullMarked
package dev.modelservice.gateway.balance;

import org.jspecify.annotations.NullMarked;
