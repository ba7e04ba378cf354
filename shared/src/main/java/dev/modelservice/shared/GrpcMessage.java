package dev.modelservice.shared;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The header {@code grpc-message}: printable ASCII, everything else as bytes of UTF-8 behind a percent sign. */
public final class GrpcMessage {

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private GrpcMessage() {}

    public static String encode(String message) {
        StringBuilder encoded = new StringBuilder(message.length());
        for (byte next : message.getBytes(StandardCharsets.UTF_8)) {
            if (next >= ' ' && next < 0x7f && next != '%') {
                encoded.append((char) next);
            } else {
                encoded.append('%').append(HEX.toHexDigits(next));
            }
        }
        return encoded.toString();
    }
}
