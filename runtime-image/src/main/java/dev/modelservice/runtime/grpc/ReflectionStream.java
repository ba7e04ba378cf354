package dev.modelservice.runtime.grpc;

import dev.modelservice.runtime.grpc.wire.WireReader;
import dev.modelservice.runtime.grpc.wire.WireWriter;
import dev.modelservice.runtime.request.RejectedException;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.util.Optional;

/** gRPC's reflection protocol: a stream of small questions about the protocol buffers of this server. */
final class ReflectionStream implements MessageReader.Intake {

    private static final int MAX_BYTES = 65_536;

    private final Call call;
    private final Descriptors descriptors;
    private final MessageReader reader = new MessageReader(MAX_BYTES, this);

    private ReflectionStream(Call call, Descriptors descriptors) {
        this.call = call;
        this.descriptors = descriptors;
    }

    static void open(Call call, Descriptors descriptors) {
        ReflectionStream stream = new ReflectionStream(call, descriptors);
        call.request().handler(stream::chunk);
        call.request().endHandler(_ -> call.end(GrpcStatus.OK, ""));
    }

    private void chunk(Buffer chunk) {
        if (call.isOver()) {
            return;
        }
        try {
            reader.chunk(chunk);
        } catch (RejectedException e) {
            call.refuse(e.rejection());
        }
    }

    @Override
    public void hold(int bytes) {}

    @Override
    public void message(boolean compressed, byte[] bytes) {
        Message message = new Message(bytes, call.coding(compressed));
        WireWriter answer = new WireWriter();
        answer.bytes(2, ByteBuffer.wrap(bytes));
        WireReader question = message.fields(MAX_BYTES);
        while (question.next()) {
            switch (question.field()) {
                case 3 -> {
                    String name = question.text();
                    file(name, descriptors.file(name), answer);
                }
                case 4 -> {
                    String symbol = question.text();
                    file(symbol, descriptors.fileWith(symbol), answer);
                }
                case 5, 6 -> failure("there are no extensions here", answer);
                case 7 -> services(answer);
                default -> {}
            }
        }
        call.send(answer.toByteArray());
    }

    private static void file(String name, Optional<ByteBuffer> found, WireWriter answer) {
        found.ifPresentOrElse(
                file -> answer.message(4, response -> response.bytes(1, file)),
                () -> failure("there is no '%s' here".formatted(name), answer));
    }

    private static void failure(String message, WireWriter answer) {
        answer.message(7, error -> {
            error.number(1, GrpcStatus.NOT_FOUND.code());
            error.text(2, message);
        });
    }

    private void services(WireWriter answer) {
        answer.message(6, list -> {
            for (String service : descriptors.services()) {
                list.message(1, response -> response.text(1, service));
            }
        });
    }
}
