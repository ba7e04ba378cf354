package dev.modelservice.runtime.http;

import java.util.Map;

/**
 * How a client wants its outputs.
 *
 * @param binary whether as raw bytes, where an output says nothing
 * @param chosen whether as raw bytes, by output
 */
record OutputForm(boolean binary, Map<String, Boolean> chosen) {

    /** All in JSON. */
    static final OutputForm JSON = new OutputForm(false, Map.of());

    OutputForm {
        chosen = Map.copyOf(chosen);
    }

    boolean isBinary(String output) {
        return chosen.getOrDefault(output, binary);
    }
}
