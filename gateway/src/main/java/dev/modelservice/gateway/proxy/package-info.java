/**
 * The way of the bytes, and the only network I/O on a request's way. Everything of one request happens on the event loop of its
 * connection, and nothing here blocks. It decides nothing that route, balance, hold and problem can decide.
 */
@NullMarked
package dev.modelservice.gateway.proxy;

import org.jspecify.annotations.NullMarked;
