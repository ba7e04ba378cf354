package dev.modelservice.runtime.openai;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.modelservice.runtime.generate.TokenLogprob;
import java.io.IOException;
import java.util.List;

/** How an endpoint words a text: the fields of one of {@code choices}, beside its index and why it ended. */
interface Dialect {

    /** What the identifiers of its answers begin with. */
    String idPrefix();

    /** The kind of a whole answer. */
    String object();

    /** The kind of a part of an answer. */
    String partObject();

    /** A whole text. */
    void whole(JsonGenerator json, Choice choice) throws IOException;

    /**
     * The first part of a text, before anything is generated.
     *
     * @param text what it begins with; empty for nothing
     */
    void first(JsonGenerator json, String text) throws IOException;

    /** Whether a text has a first part even if it begins with nothing. */
    boolean alwaysBegins();

    /**
     * More of a text.
     *
     * @param offset where in the text this is
     * @param logprobs empty where they were not asked for
     */
    void part(JsonGenerator json, String text, int offset, List<TokenLogprob> logprobs) throws IOException;

    /** The last part of a text, which has none of it. */
    void last(JsonGenerator json) throws IOException;
}
