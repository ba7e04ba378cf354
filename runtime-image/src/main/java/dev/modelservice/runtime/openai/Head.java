package dev.modelservice.runtime.openai;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/**
 * What all parts of one answer say of it.
 *
 * @param created in seconds of Unix time
 */
record Head(String id, long created, String model) {

    /** Writes the first fields of an answer, or of a part of one, of this kind. */
    void write(JsonGenerator json, String object) throws IOException {
        json.writeStringField("id", id);
        json.writeStringField("object", object);
        json.writeNumberField("created", created);
        json.writeStringField("model", model);
    }
}
