package dev.modelservice.runtime.openai;

import dev.modelservice.runtime.generate.GenerationEvent;
import dev.modelservice.runtime.http.Answer;
import dev.modelservice.runtime.http.Exchange;
import java.util.function.Consumer;

/** Answers an order when all of its texts have ended. Told from any thread. */
final class WholeAnswer implements Consumer<Told> {

    private final Exchange exchange;
    private final Writing writing;
    private final Head head;
    private final Dialect dialect;
    private final Texts texts;

    WholeAnswer(Exchange exchange, Writing writing, TextOrder order, Head head, Dialect dialect) {
        this.exchange = exchange;
        this.writing = writing;
        this.head = head;
        this.dialect = dialect;
        this.texts = new Texts(order);
    }

    @Override
    public void accept(Told told) {
        if (told.event() instanceof GenerationEvent.Refused refused) {
            writing.cancel();
            exchange.refuse(refused.rejection());
        } else if (add(told)) {
            // Not on this thread, on which texts are generated.
            exchange.onItsThread(() -> exchange.attempt(() -> exchange.reply(Answer.json(texts.json(head, dialect)))));
        }
    }

    private boolean add(Told told) {
        synchronized (texts) {
            return texts.add(told);
        }
    }
}
