package dev.modelservice.runtime.http;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import dev.modelservice.runtime.request.RejectedException;
import java.io.IOException;
import java.io.UncheckedIOException;

/** JSON as this server reads and writes it. */
public final class Json {

    /** Deep enough for a tensor of any rank that has a meaning, and for parameters; a stack is not endless. */
    private static final int MAX_DEPTH = 64;

    /** Bounded in depth; not in the length of texts. */
    public static final JsonFactory FACTORY = JsonFactory.builder()
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

    /** Makes something of a document. */
    public interface Reading<T> {

        /** Reads what comes next, which is the document as a whole at first. */
        T read(JsonParser json) throws IOException;
    }

    /**
     * What a whole document says.
     *
     * @throws dev.modelservice.runtime.request.RejectedException if it is no JSON, or the reader says so
     */
    public static <T> T read(byte[] document, Reading<T> reading) {
        try (JsonParser json = FACTORY.createParser(document)) {
            return reading.read(json);
        } catch (JacksonException e) {
            throw HttpCodec.notJson(e);
        } catch (IOException e) {
            throw RejectedException.malformed("the request cannot be read: " + e.getMessage());
        }
    }

    /** Writes a part of a document. */
    public interface Part {

        /** Goes on where others stopped. */
        void write(JsonGenerator json) throws IOException;
    }

    /** An object with what the part writes into it. */
    public static byte[] object(Part content) {
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
