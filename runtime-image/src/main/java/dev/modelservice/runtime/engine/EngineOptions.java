package dev.modelservice.runtime.engine;

import dev.modelservice.runtime.memory.MemoryRoom;
import java.util.OptionalInt;

/**
 * How an engine may use the machine.
 *
 * @param intraOpThreads threads within one run
 * @param maxBatchRows rows that may run together at the most; absent, what is good for the model
 * @param memory for the model and the server together
 */
public record EngineOptions(int intraOpThreads, OptionalInt maxBatchRows, Device device, MemoryRoom memory) {

    /** So many threads, and the rest as usual. */
    public static EngineOptions ofThreads(int intraOpThreads) {
        return new EngineOptions(intraOpThreads, OptionalInt.empty(), Device.AUTO, MemoryRoom.ofThisProcess());
    }
}
