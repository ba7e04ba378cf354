package dev.modelservice.runtime.engine;

/**
 * How an engine may use the machine.
 *
 * @param intraOpThreads threads within one run
 * @param generation for models that write texts
 */
public record EngineOptions(int intraOpThreads, GenerationOptions generation) {

    public EngineOptions(int intraOpThreads) {
        this(intraOpThreads, GenerationOptions.DEFAULT);
    }
}
