package dev.modelservice.runtime.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelservice.runtime.request.RejectedException;
import dev.modelservice.runtime.request.Rejection;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

final class MessageReaderTest implements MessageReader.Intake {

    private final List<String> messages = new ArrayList<>();
    private int held;

    @Override
    public void hold(int bytes) {
        held += bytes;
    }

    @Override
    public void message(boolean compressed, byte[] bytes) {
        messages.add((compressed ? "packed " : "") + new String(bytes, StandardCharsets.UTF_8));
    }

    @Property(tries = 300)
    void howTheStreamIsCutDoesNotMatter(
            @ForAll @Size(max = 5) List<@StringLength(max = 20) String> sent,
            @ForAll @IntRange(min = 1, max = 30) int step) {
        messages.clear();
        held = 0;
        MessageReader reader = new MessageReader(100, this);
        Buffer stream = Buffer.buffer();
        sent.forEach(message -> stream.appendBuffer(frame(0, message)));

        for (int at = 0; at < stream.length(); at += step) {
            reader.chunk(stream.getBuffer(at, Math.min(stream.length(), at + step)));
        }

        assertThat(messages)
                .isEqualTo(sent.stream()
                        .map(message -> new String(message.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                        .toList());
        assertThat(held).isEqualTo(stream.length());
        assertThat(reader.isWithin()).isFalse();
    }

    @Test
    void whatHasBegunIsKnown() {
        MessageReader reader = new MessageReader(100, this);

        reader.chunk(frame(1, "abc").getBuffer(0, 6));
        assertThat(reader.isWithin()).isTrue();
        assertThat(messages).isEmpty();
        reader.chunk(Buffer.buffer("bc"));

        assertThat(messages).containsExactly("packed abc");
        assertThat(reader.isWithin()).isFalse();
    }

    @Test
    void aLengthOverTheLimitIsRefusedBeforeTheMessageIsHere() {
        MessageReader reader = new MessageReader(100, this);

        assertThatThrownBy(
                        () -> reader.chunk(Buffer.buffer().appendByte((byte) 0).appendInt(-1)))
                .isInstanceOfSatisfying(
                        RejectedException.class,
                        refused -> assertThat(refused.rejection())
                                .isEqualTo(
                                        new Rejection.TooLarge(
                                                "the message of 4294967295 bytes is larger than the 100 bytes that are allowed")));
    }

    @Test
    void whatIsNoGrpcIsRefused() {
        MessageReader reader = new MessageReader(100, this);

        assertThatThrownBy(() -> reader.chunk(frame(7, "")))
                .hasMessage("the stream is not gRPC's: a message begins with 7");
    }

    private static Buffer frame(int flag, String message) {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        return Buffer.buffer().appendByte((byte) flag).appendInt(bytes.length).appendBytes(bytes);
    }
}
