package dev.modelservice.runtime.openai;

import dev.modelservice.runtime.RuntimeConfig;
import dev.modelservice.runtime.generate.Prompt;
import dev.modelservice.runtime.generate.TextGenerator;
import dev.modelservice.runtime.http.Door;
import dev.modelservice.runtime.http.Exchange;
import dev.modelservice.runtime.request.Protocol;
import dev.modelservice.runtime.request.RejectedException;
import dev.modelservice.runtime.serve.Inference;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;

/** {@code POST /v1/completions} and {@code POST /v1/chat/completions}. */
@Singleton
public final class TextResource {

    private final Inference inference;
    private final Door door;
    private final Duration keepAlive;
    private final Clock clock = Clock.systemUTC();

    TextResource(Inference inference, Door door, RuntimeConfig config) {
        this.inference = inference;
        this.door = door;
        this.keepAlive = Duration.ofSeconds(config.streamKeepAliveSeconds());
    }

    void complete(RoutingContext routing) {
        write(routing, CompletionCodec::decode, new CompletionDialect());
    }

    void chat(RoutingContext routing) {
        write(routing, ChatCodec::decode, new ChatDialect());
    }

    private void write(RoutingContext routing, Function<byte[], TextOrder> decode, Dialect dialect) {
        door.enter(
                routing,
                Protocol.OPENAI,
                OpenAiProblems::body,
                (exchange, body) -> begin(exchange, decode.apply(body), dialect));
    }

    private void begin(Exchange exchange, TextOrder order, Dialect dialect) {
        String model = ServedModel.name(order.model(), inference.model());
        TextGenerator generator = generator(model, order);
        Head head =
                new Head(RequestIds.fresh(dialect.idPrefix()), clock.instant().getEpochSecond(), model);
        Writing writing = new Writing();
        exchange.onAbandoned(writing::cancel);
        writing.start(generator, order, answer(exchange, writing, order, head, dialect));
        // The generator has a queue with a bound of its own.
        exchange.leavePlace();
    }

    private TextGenerator generator(String model, TextOrder order) {
        TextGenerator generator = inference
                .generator(model)
                .orElseThrow(() ->
                        ServedModel.wrongTask(model, inference.metadata(model).task(), "texts that it writes"));
        if (order.text(0).prompt() instanceof Prompt.Chat && !generator.hasChatTemplate()) {
            throw RejectedException.malformed(
                    "messages", "'%s' does not know how to hold a conversation; use /v1/completions".formatted(model));
        }
        return generator;
    }

    private Consumer<Told> answer(Exchange exchange, Writing writing, TextOrder order, Head head, Dialect dialect) {
        if (!order.streamed()) {
            return new WholeAnswer(exchange, writing, order, head, dialect);
        }
        StreamedAnswer answer = new StreamedAnswer(exchange, writing, new Chunks(order, head, dialect));
        answer.keepAlive(keepAlive);
        return answer;
    }
}
