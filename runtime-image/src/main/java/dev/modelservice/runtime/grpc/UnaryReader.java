package dev.modelservice.runtime.grpc;

import dev.modelservice.runtime.request.RejectedException;
import dev.modelservice.runtime.request.Rejection;
import io.vertx.core.buffer.Buffer;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Reads the message of a call that has one, within bounds of bytes and of time. */
final class UnaryReader implements MessageReader.Intake {

    private final Call call;
    private final Limits limits;
    private final IntConsumer hold;
    private final Consumer<Message> whole;
    private final Consumer<Rejection> refused;
    private final MessageReader reader;
    private final long timer;
    private @Nullable Message message;
    private boolean settled;

    private UnaryReader(
            Call call, Limits limits, IntConsumer hold, Consumer<Message> whole, Consumer<Rejection> refused) {
        this.call = call;
        this.limits = limits;
        this.hold = hold;
        this.whole = whole;
        this.refused = refused;
        this.reader = new MessageReader(limits.bytes(), this);
        this.timer = call.vertx().setTimer(limits.seconds() * 1000L, _ -> tooSlow());
    }

    /**
     * Calls one of the last two on the event loop; neither if the client goes away before.
     *
     * @param hold told how many bytes are about to be kept; may throw a {@link RejectedException}
     */
    static void read(Call call, Limits limits, IntConsumer hold, Consumer<Message> whole, Consumer<Rejection> refused) {
        UnaryReader reader = new UnaryReader(call, limits, hold, whole, refused);
        call.request().handler(reader::chunk);
        call.request().endHandler(_ -> reader.end());
        call.onEnd(reader::settle);
    }

    @Override
    public void hold(int bytes) {
        hold.accept(bytes);
    }

    @Override
    public void message(boolean compressed, byte[] bytes) {
        if (message != null) {
            throw RejectedException.malformed("expected one message, got more");
        }
        message = new Message(bytes, call.coding(compressed));
    }

    private void chunk(Buffer chunk) {
        if (!settled) {
            try {
                reader.chunk(chunk);
            } catch (RejectedException e) {
                refuse(e.rejection());
            }
        }
    }

    private void end() {
        Message read = message;
        if (read == null || reader.isWithin()) {
            refuse(new Rejection.Malformed("the call ended before its message was here"));
        } else if (settle()) {
            whole.accept(read);
        }
    }

    private void tooSlow() {
        refuse(new Rejection.TooSlow(
                "the message did not arrive within the " + limits.seconds() + " seconds that are allowed"));
    }

    private void refuse(Rejection rejection) {
        if (settle()) {
            refused.accept(rejection);
        }
    }

    /** Whether this is the end of it, and not something after the end. */
    private boolean settle() {
        boolean first = !settled;
        settled = true;
        call.vertx().cancelTimer(timer);
        return first;
    }
}
