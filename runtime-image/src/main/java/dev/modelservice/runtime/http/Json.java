package dev.modelservice.runtime.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;

/** JSON as this server reads and writes it. */
final class Json {

    /** Deep enough for a tensor of any rank that has a meaning, and for parameters; a stack is not endless. */
    private static final int MAX_DEPTH = 64;

    static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    // A text is as long as a request may be; that is bounded where the body is read.
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private Json() {}

    /** Writes a part of a document. */
    interface Part {
        void write(JsonGenerator json) throws IOException;
    }

    /** An object with what the part writes into it. */
    static byte[] object(Part content) {
        return document(json -> {
            json.writeStartObject();
            content.write(json);
            json.writeEndObject();
        });
    }

    /** An array with what the part writes into it. */
    static byte[] array(Part content) {
        return document(json -> {
            json.writeStartArray();
            content.write(json);
            json.writeEndArray();
        });
    }

    private static byte[] document(Part content) {
        try (ByteArrayBuilder bytes = new ByteArrayBuilder()) {
            try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
                content.write(json);
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
