package dev.modelservice.operator.plan;

/** A Kubernetes Event to send: something that people should be told once. */
public record Notice(boolean warning, String reason, String message) {}
