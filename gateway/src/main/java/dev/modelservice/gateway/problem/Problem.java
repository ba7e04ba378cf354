package dev.modelservice.gateway.problem;

/** A request that no model answers, and what its client can do about it. */
public record Problem(Kind kind, String message) {}
