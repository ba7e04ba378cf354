package dev.modelservice.runtime.openai;

import dev.modelservice.runtime.generate.GenerationEvent;
import dev.modelservice.runtime.http.Json;
import java.util.List;
import java.util.stream.IntStream;

/** All texts of an order, which become one answer when the last of them has ended. Not for several threads. */
final class Texts {

    private final TextOrder order;
    private final List<Choice> choices;

    Texts(TextOrder order) {
        this.order = order;
        this.choices = IntStream.range(0, order.size())
                .mapToObj(index -> new Choice(order.opening(index)))
                .toList();
    }

    /** Takes what was told; true if every text has ended with it. */
    boolean add(Told told) {
        Choice choice = choices.get(told.text());
        switch (told.event()) {
            case GenerationEvent.Piece piece -> choice.add(piece);
            case GenerationEvent.Finished end -> choice.finish(end);
            case GenerationEvent.Refused refused ->
                throw new IllegalArgumentException("a refusal is no part of a text: " + refused);
        }
        return choices.stream().allMatch(Choice::isFinished);
    }

    /** The answer. */
    byte[] json(Head head, Dialect dialect) {
        return Json.object(json -> {
            head.write(json, dialect.object());
            json.writeArrayFieldStart("choices");
            for (int i = 0; i < choices.size(); i++) {
                Choice choice = choices.get(i);
                json.writeStartObject();
                json.writeNumberField("index", i);
                dialect.whole(json, choice);
                json.writeStringField("finish_reason", choice.finishReason());
                json.writeEndObject();
            }
            json.writeEndArray();
            Usages.write(
                    json, Usages.sum(order, choices.stream().map(Choice::usage).toList()));
        });
    }
}
