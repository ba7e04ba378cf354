package dev.modelservice.runtime.engine.llama.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.modelservice.runtime.engine.InvalidModelException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GgufReaderTest {

    @TempDir
    Path folder;

    @Test
    void readsValuesByKey() throws Exception {
        GgufHeader header = read(new GgufBytes()
                .text("a.text", "größer")
                .number("a.number", -1)
                .numbers("a.list", 3, 4)
                .texts("a.words", "one", "two", "three")
                .bytes());

        assertThat(header.text("a.text")).contains("größer");
        assertThat(header.number("a.number")).contains(0xFFFFFFFFL);
        assertThat(header.length("a.words")).contains(3L);
        assertThat(header.perLayer("a.list", 2))
                .hasValueSatisfying(list -> assertThat(list).containsExactly(3L, 4L));
        assertThat(header.perLayer("a.list", 3)).isEmpty();
        assertThat(header.number("a.text")).isEmpty();
        assertThat(header.text("nothing")).isEmpty();
    }

    @Test
    void aNumberForAllLayersIsOneForEach() throws Exception {
        GgufHeader header = read(new GgufBytes().number("heads", 3).bytes());

        assertThat(header.perLayer("heads", 2))
                .hasValueSatisfying(list -> assertThat(list).containsExactly(3L, 3L));
    }

    @Test
    void aFileThatEndsAnywhereInItsHeaderIsNotComplete() throws Exception {
        byte[] whole = GgufBytes.model("llama").bytes();
        for (int length = 4; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatExceptionOfType(InvalidModelException.class)
                    .as("the first %d of %d bytes", length, whole.length)
                    .isThrownBy(() -> read(part));
        }
    }

    @Test
    void saysWhatIsWrong() {
        refuses(
                "PK\3\4 an archive".getBytes(StandardCharsets.US_ASCII),
                "model.gguf is not a GGUF file: it does not begin with 'GGUF'");
        refuses(new byte[0], "is not a GGUF file");
        refuses(new GgufBytes().bytes(1, 0), "is of version 1 of GGUF; expected 2 or 3");
        refuses(new GgufBytes().bytes(3, 1L << 40), "is broken: it claims to have 1099511627776 keys");
        refuses(new GgufBytes().bytes(3, -1), "is broken: it claims to have 18446744073709551615 keys");
        refuses(new GgufBytes().bytes(3, 2), "ends within its header, so it is not complete");
        refuses(
                new GgufBytes().listOfLength("list", 1L << 50).bytes(),
                "is broken: it claims to have a list of 1125899906842624 elements");
        refuses(new GgufBytes().ofType("key", 77).bytes(), "is broken: it has a value of the unknown type 77");
    }

    private void refuses(byte[] bytes, String message) {
        assertThatExceptionOfType(InvalidModelException.class)
                .isThrownBy(() -> read(bytes))
                .withMessageContaining(message);
    }

    private GgufHeader read(byte[] bytes) throws InvalidModelException, IOException {
        Path file = folder.resolve("model.gguf");
        Files.write(file, bytes);
        return GgufReader.read(file);
    }
}
