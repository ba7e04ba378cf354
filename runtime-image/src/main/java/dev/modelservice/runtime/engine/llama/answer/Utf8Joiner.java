package dev.modelservice.runtime.engine.llama.answer;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Makes characters of bytes that come in parts which may end in the middle of one. Bytes that are no character become U+FFFD. */
final class Utf8Joiner {

    private static final byte[] NONE = {};

    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private byte[] rest = NONE;

    /** The characters that are whole with these bytes. */
    String add(byte[] bytes) {
        if (rest.length == 0 && isAscii(bytes)) {
            return new String(bytes, StandardCharsets.US_ASCII);
        }
        return decode(bytes, false);
    }

    /** What is left becomes U+FFFD. */
    String end() {
        return rest.length == 0 ? "" : decode(NONE, true);
    }

    /** Whether a character has begun. */
    boolean isInCharacter() {
        return rest.length > 0;
    }

    private String decode(byte[] bytes, boolean last) {
        ByteBuffer in = ByteBuffer.allocate(rest.length + bytes.length)
                .put(rest)
                .put(bytes)
                .flip();
        CharBuffer out = CharBuffer.allocate(in.remaining() + 1);
        CoderResult result = decoder.reset().decode(in, out, last);
        assert result.isUnderflow() : "a byte makes no more than one char";
        rest = new byte[in.remaining()];
        in.get(rest);
        return out.flip().toString();
    }

    private static boolean isAscii(byte[] bytes) {
        for (byte value : bytes) {
            if (value < 0) {
                return false;
            }
        }
        return true;
    }
}
