package dev.modelservice.runtime.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelservice.runtime.request.DataType;
import dev.modelservice.runtime.request.Elements;
import dev.modelservice.runtime.request.RejectedException;
import dev.modelservice.runtime.request.Shape;
import dev.modelservice.runtime.request.Tensor;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RawTensorsTest {

    @ParameterizedTest(name = "{0}: {1} is read and written")
    @CsvSource({
        "BOOL,   [2], 0001",
        "INT8,   [2], 80ff",
        "INT16,  [2], 0080ffff",
        "INT32,  [1], 00000080",
        "INT64,  [1], 0000000000000080",
        "UINT8,  [2], ff00",
        "UINT16, [1], ffff",
        "UINT32, [1], ffffffff",
        "UINT64, [1], ffffffffffffffff",
        "FP16,   [2], 007c00fc",
        "FP32,   [1], 0000c07f",
        "FP64,   [1], 000000000000f0ff",
        "FP32,   [2;0], ''",
        "FP32,   [], 0000803f",
        "BYTES,  [3], 0100000061 00000000 02000000c3a4",
        "BYTES,  [0], ''",
    })
    void rawBytesComeOutAsTheyWentIn(DataType datatype, String shape, String hex) {
        Tensor tensor = read(datatype, shape, hex);

        assertThat(bytes(RawTensors.write(tensor))).isEqualTo(bytes(hex));
    }

    @Test
    void numbersAreNotCopied() {
        byte[] memory = new byte[8];

        Tensor tensor =
                RawTensors.read("x", DataType.FP32, Shape.of(2), ByteBuffer.wrap(memory), new Room(Integer.MAX_VALUE));
        memory[7] = 0x40;

        assertThat(tensor.numbers().getFloat(4)).isEqualTo(2);
    }

    @ParameterizedTest(name = "{0} {1} of {2}: {3}")
    @CsvSource(delimiter = '|', textBlock = """
                    FP32  | [2]   | 00000000           | input 'x': expected 8 bytes for shape [2] of FP32, got 4
                    FP32  | [1]   | 0000000000         | input 'x': expected 4 bytes for shape [1] of FP32, got 5
                    FP32  | [0]   | 00                 | input 'x': expected 0 bytes for shape [0] of FP32, got 1
                    FP32  | [-1]  | 00000000           | input 'x': shape [-1] is no shape of data: expected sizes of 0 or more, not too many elements in all
                    FP32  | [2147483648] | 00000000    | input 'x': shape [2147483648] needs 2147483648 values, more than this request can hold
                    FP32  | [4611686018427387904;4] | 00 | input 'x': shape [4611686018427387904,4] is no shape of data: expected sizes of 0 or more, not too many elements in all
                    FP32  | [9223372036854775807;0] | '' | input 'x': shape [9223372036854775807,0] is no shape of data: expected sizes of 0 or more, not too many elements in all
                    BOOL  | [2]   | 0102               | input 'x': element 1: expected 0 or 1 for BOOL, got 2
                    BYTES | [1]   | 010000             | input 'x': element 0: expected four bytes of length, got 3
                    BYTES | [1]   | 0200000061         | input 'x': element 0: expected 2 bytes of text, got 1
                    BYTES | [1]   | ffffffff61         | input 'x': element 0: expected 4294967295 bytes of text, got 1
                    BYTES | [1]   | 010000006162       | input 'x': expected 1 texts, got 1 bytes more
                    BYTES | [2]   | 0100000061         | input 'x': shape [2] needs 2 values, more than this request can hold
                    BYTES | [1]   | 02000000c328       | input 'x': element 0: expected UTF-8 text for BYTES; other bytes are not taken by this server
                    BYTES | [1]   | 03000000eda080     | input 'x': element 0: expected UTF-8 text for BYTES; other bytes are not taken by this server
                    """)
    void bytesThatAreNoSuchTensorAreRefused(DataType datatype, String shape, String hex, String message) {
        assertThatThrownBy(() -> read(datatype, shape, hex))
                .isInstanceOf(RejectedException.class)
                .hasMessage(message);
    }

    @Test
    void allTensorsOfARequestShareItsRoom() {
        Room room = new Room(12);
        RawTensors.read("a", DataType.FP32, Shape.of(2), ByteBuffer.allocate(8), room);

        assertThatThrownBy(() -> RawTensors.read("b", DataType.FP32, Shape.of(2), ByteBuffer.allocate(8), room))
                .hasMessage("input 'b': shape [2] needs 2 values, more than this request can hold");
    }

    @Test
    void textsOutsideOfTheBasicPlaneKeepTheirBytes() {
        Tensor tensor = new Tensor("x", DataType.BYTES, Shape.of(1), new Elements.Texts(List.of("😀")));

        assertThat(bytes(RawTensors.write(tensor))).isEqualTo(bytes("04000000f09f9880"));
    }

    private static Tensor read(DataType datatype, String shape, String hex) {
        return RawTensors.read("x", datatype, shape(shape), ByteBuffer.wrap(bytes(hex)), new Room(1 << 20));
    }

    private static Shape shape(String sizes) {
        String inner = sizes.substring(1, sizes.length() - 1);
        return inner.isEmpty()
                ? Shape.of()
                : new Shape(Arrays.stream(inner.split(";")).map(Long::valueOf).toList());
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
