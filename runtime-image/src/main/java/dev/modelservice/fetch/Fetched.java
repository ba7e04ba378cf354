package dev.modelservice.fetch;

/** What was brought: the digest and size of the file as it was downloaded. */
record Fetched(Digest digest, long bytes) {}
