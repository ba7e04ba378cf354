package dev.modelservice.operator.analysis;

/** What is not known more precisely. */
public record Between(double least, double most) {}
