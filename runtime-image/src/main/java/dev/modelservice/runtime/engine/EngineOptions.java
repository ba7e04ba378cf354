package dev.modelservice.runtime.engine;

/**
 * How an engine may use the machine.
 *
 * @param intraOpThreads threads within one run
 */
public record EngineOptions(int intraOpThreads) {}
