package dev.modelservice.runtime.codec;

import dev.modelservice.runtime.request.RejectedException;
import dev.modelservice.runtime.request.Rejection;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/** The ways in which a body may be compressed; HTTP and gRPC give them the same names. */
public enum ContentCoding {
    IDENTITY,
    GZIP,
    /** With zlib's header and checksum, which both protocols mean by it. */
    DEFLATE;

    private static final int STEP = 8192;

    /**
     * The coding of this name.
     *
     * @throws RejectedException if there is none
     */
    public static ContentCoding named(String name) {
        return switch (name.strip().toLowerCase(Locale.ROOT)) {
            case "", "identity" -> IDENTITY;
            case "gzip", "x-gzip" -> GZIP;
            case "deflate" -> DEFLATE;
            default ->
                throw RejectedException.malformed(
                        "content coding '%s' is not known here; expected identity, gzip or deflate".formatted(name));
        };
    }

    /**
     * What was compressed.
     *
     * @throws RejectedException if it is more than so many bytes, or is not compressed in this way
     */
    public byte[] decode(byte[] coded, int limit) {
        try {
            return switch (this) {
                case IDENTITY -> coded;
                case GZIP -> read(new GZIPInputStream(new ByteArrayInputStream(coded), STEP), limit);
                case DEFLATE -> read(new InflaterInputStream(new ByteArrayInputStream(coded)), limit);
            };
        } catch (IOException e) {
            throw RejectedException.malformed("the request is not %s that can be read: %s"
                    .formatted(name().toLowerCase(Locale.ROOT), e.getMessage()));
        }
    }

    private static byte[] read(InputStream plain, int limit) throws IOException {
        try (plain) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(STEP);
            byte[] step = new byte[STEP];
            for (int count = plain.read(step); count >= 0; count = plain.read(step)) {
                if (count > limit - bytes.size()) {
                    throw new RejectedException(new Rejection.TooLarge(
                            "the request is larger than the %d bytes that are allowed, once it is unpacked"
                                    .formatted(limit)));
                }
                bytes.write(step, 0, count);
            }
            return bytes.toByteArray();
        }
    }
}
