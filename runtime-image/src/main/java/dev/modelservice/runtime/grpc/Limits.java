package dev.modelservice.runtime.grpc;

/**
 * What a message may take.
 *
 * @param bytes of it, packed and unpacked
 * @param seconds until it is here as a whole
 */
record Limits(int bytes, int seconds) {}
