package dev.modelservice.gateway.measure;

/** Whose counts they are. */
public record Series(String namespace, String name, String revision) {}
