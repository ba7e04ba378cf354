package dev.modelservice.e2e.bench.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerReaderTest {
    private static final String WITH_LENGTH = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
    private static final String EMPTY = "HTTP/1.1 404 Not Found\r\nServer: x\r\ncontent-length: 0\r\n\r\n";
    private static final String IN_CHUNKS =
            "HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n9;x=1\r\n\r\n0\r\n\r\nab\r\n0\r\n\r\n";

    private final AnswerReader reader = new AnswerReader();

    @ParameterizedTest
    @ValueSource(strings = {WITH_LENGTH, EMPTY, IN_CHUNKS})
    void anAnswerEndsWithItsLastByte(String answer) {
        byte[] bytes = answer.getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < bytes.length; i++) {
            boolean ended = reader.feed(ByteBuffer.wrap(bytes, i, 1));
            assertThat(ended).as("after byte %d", i).isEqualTo(i == bytes.length - 1);
        }
    }

    @Test
    void answersAreReadOneAfterTheOther() {
        var bytes = ByteBuffer.wrap((WITH_LENGTH + IN_CHUNKS + EMPTY).getBytes(StandardCharsets.ISO_8859_1));

        for (int status : new int[] {200, 201, 404}) {
            assertThat(reader.feed(bytes)).isTrue();
            assertThat(reader.status()).isEqualTo(status);
        }
        assertThat(bytes.hasRemaining()).isFalse();
    }
}
