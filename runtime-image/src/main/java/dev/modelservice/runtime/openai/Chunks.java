package dev.modelservice.runtime.openai;

import dev.modelservice.runtime.generate.GenerationEvent;
import dev.modelservice.runtime.generate.Usage;
import dev.modelservice.runtime.http.Json;
import dev.modelservice.runtime.http.Problem;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the server-sent events of a streamed answer out of what is told of its texts. Not for several threads. */
final class Chunks {

    private static final byte[] DATA = "data: ".getBytes(StandardCharsets.UTF_8);
    private static final byte[] END_OF_EVENT = "\n\n".getBytes(StandardCharsets.UTF_8);
    private static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.UTF_8);

    private final TextOrder order;
    private final Head head;
    private final Dialect dialect;
    private final int[] lengths;
    private final boolean[] begun;
    private final Usage[] usages;
    private int ended;

    Chunks(TextOrder order, Head head, Dialect dialect) {
        this.order = order;
        this.head = head;
        this.dialect = dialect;
        this.lengths = new int[order.size()];
        this.begun = new boolean[order.size()];
        this.usages = new Usage[order.size()];
        Arrays.fill(usages, Usages.NOTHING);
    }

    /** Writes the events for what was told. After a refusal there are no more. */
    void write(Told told, ByteArrayOutputStream events) {
        switch (told.event()) {
            case GenerationEvent.Piece piece -> piece(told.text(), piece, events);
            case GenerationEvent.Finished end -> end(told.text(), end, events);
            case GenerationEvent.Refused refused -> event(OpenAiProblems.body(Problem.of(refused.rejection())), events);
        }
    }

    /** Whether every text has ended. */
    boolean areOver() {
        return ended == order.size();
    }

    private void piece(int index, GenerationEvent.Piece piece, ByteArrayOutputStream events) {
        begin(index, events);
        if (piece.text().isEmpty() && piece.logprobs().isEmpty()) {
            return;
        }
        event(chunk(index, null, json -> dialect.part(json, piece.text(), lengths[index], piece.logprobs())), events);
        lengths[index] += piece.text().codePointCount(0, piece.text().length());
    }

    private void begin(int index, ByteArrayOutputStream events) {
        if (begun[index]) {
            return;
        }
        begun[index] = true;
        String opening = order.opening(index);
        if (dialect.alwaysBegins() || !opening.isEmpty()) {
            event(chunk(index, null, json -> dialect.first(json, opening)), events);
        }
        lengths[index] = opening.codePointCount(0, opening.length());
    }

    private void end(int index, GenerationEvent.Finished end, ByteArrayOutputStream events) {
        begin(index, events);
        event(chunk(index, Choice.word(end.reason()), dialect::last), events);
        usages[index] = end.usage();
        ended++;
        if (areOver()) {
            if (order.usageWanted()) {
                event(usage(), events);
            }
            event(DONE, events);
        }
    }

    private byte[] chunk(int index, @Nullable String finishReason, Json.Part content) {
        return Json.object(json -> {
            head.write(json, dialect.partObject());
            json.writeArrayFieldStart("choices");
            json.writeStartObject();
            json.writeNumberField("index", index);
            content.write(json);
            json.writeStringField("finish_reason", finishReason);
            json.writeEndObject();
            json.writeEndArray();
            if (order.usageWanted()) {
                json.writeNullField("usage");
            }
        });
    }

    private byte[] usage() {
        return Json.object(json -> {
            head.write(json, dialect.partObject());
            json.writeArrayFieldStart("choices");
            json.writeEndArray();
            Usages.write(json, Usages.sum(order, List.of(usages)));
        });
    }

    private static void event(byte[] data, ByteArrayOutputStream events) {
        events.writeBytes(DATA);
        events.writeBytes(data);
        events.writeBytes(END_OF_EVENT);
    }
}
