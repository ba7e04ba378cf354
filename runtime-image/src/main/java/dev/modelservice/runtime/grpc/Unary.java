package dev.modelservice.runtime.grpc;

import dev.modelservice.runtime.grpc.wire.WireReader;
import dev.modelservice.runtime.grpc.wire.WireWriter;
import dev.modelservice.runtime.request.RejectedException;
import java.util.function.BiConsumer;

/** Methods that answer one small message with another at once. */
final class Unary {

    /** Names are all that is asked with; a proxy's limit for headers is less. */
    private static final Limits SMALL = new Limits(65_536, 10);

    private Unary() {}

    /** A method out of what writes the answer to a request; it may throw a {@link RejectedException}. */
    static Method of(BiConsumer<WireReader, WireWriter> answer) {
        return call -> UnaryReader.read(call, SMALL, _ -> {}, message -> answer(call, message, answer), call::refuse);
    }

    private static void answer(Call call, Message message, BiConsumer<WireReader, WireWriter> answer) {
        try {
            WireWriter response = new WireWriter();
            answer.accept(message.fields(SMALL.bytes()), response);
            call.answer(response.toByteArray());
        } catch (RejectedException e) {
            call.refuse(e.rejection());
        }
    }
}
