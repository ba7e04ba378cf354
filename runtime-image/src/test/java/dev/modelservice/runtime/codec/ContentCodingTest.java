package dev.modelservice.runtime.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelservice.runtime.request.RejectedException;
import dev.modelservice.runtime.request.Rejection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ContentCodingTest {

    private static final byte[] PLAIN = "tensors, ".repeat(2000).getBytes(StandardCharsets.UTF_8);

    @ParameterizedTest
    @EnumSource
    void whatWasCompressedComesBack(ContentCoding coding) throws IOException {
        assertThat(coding.decode(coded(coding, PLAIN), PLAIN.length)).isEqualTo(PLAIN);
    }

    @ParameterizedTest
    @EnumSource(names = {"GZIP", "DEFLATE"})
    void itIsUnpackedNoFurtherThanAllowed(ContentCoding coding) throws IOException {
        byte[] bomb = coded(coding, new byte[50_000_000]);

        assertThatThrownBy(() -> coding.decode(bomb, 1000))
                .isInstanceOfSatisfying(
                        RejectedException.class,
                        refused -> assertThat(refused.rejection())
                                .isEqualTo(
                                        new Rejection.TooLarge(
                                                "the request is larger than the 1000 bytes that are allowed, once it is unpacked")));
    }

    @ParameterizedTest
    @EnumSource(names = {"GZIP", "DEFLATE"})
    void whatIsCutOffOrNotCompressedIsRefused(ContentCoding coding) throws IOException {
        byte[] coded = coded(coding, PLAIN);

        for (byte[] broken : new byte[][] {PLAIN, {}, Arrays.copyOf(coded, coded.length / 2)}) {
            assertThatThrownBy(() -> coding.decode(broken, PLAIN.length))
                    .isInstanceOf(RejectedException.class)
                    .hasMessageStartingWith("the request is not %s that can be read"
                            .formatted(coding == ContentCoding.GZIP ? "gzip" : "deflate"));
        }
    }

    @Test
    void namesAreThoseOfHttpAndGrpc() {
        assertThat(ContentCoding.named("GZIP")).isEqualTo(ContentCoding.GZIP);
        assertThat(ContentCoding.named("x-gzip")).isEqualTo(ContentCoding.GZIP);
        assertThat(ContentCoding.named(" deflate ")).isEqualTo(ContentCoding.DEFLATE);
        assertThat(ContentCoding.named("identity")).isEqualTo(ContentCoding.IDENTITY);
        assertThatThrownBy(() -> ContentCoding.named("br"))
                .hasMessage("content coding 'br' is not known here; expected identity, gzip or deflate");
    }

    private static byte[] coded(ContentCoding coding, byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream stream = switch (coding) {
            case IDENTITY -> bytes;
            case GZIP -> new GZIPOutputStream(bytes);
            case DEFLATE -> new DeflaterOutputStream(bytes);
        }) {
            stream.write(plain);
        }
        return bytes.toByteArray();
    }
}
