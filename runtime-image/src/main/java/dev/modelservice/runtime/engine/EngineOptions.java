package dev.modelservice.runtime.engine;

import dev.modelservice.runtime.memory.MemoryRoom;
import java.util.OptionalInt;

/**
 * How an engine may use the machine.
 *
 * @param intraOpThreads threads within one run
 * @param maxBatchRows rows that may run together at the most; absent, what is good for the model
 * @param memory for the model and the server together
 * @param generation for models that write texts
 */
public record EngineOptions(
        int intraOpThreads, OptionalInt maxBatchRows, Device device, MemoryRoom memory, GenerationOptions generation) {

    public EngineOptions(int intraOpThreads) {
        this(intraOpThreads, GenerationOptions.DEFAULT);
    }

    public EngineOptions(int intraOpThreads, GenerationOptions generation) {
        this(intraOpThreads, OptionalInt.empty(), Device.AUTO, MemoryRoom.ofThisProcess(), generation);
    }

    /** The same on this device. */
    public EngineOptions on(Device other) {
        return new EngineOptions(intraOpThreads, maxBatchRows, other, memory, generation);
    }
}
