package dev.modelservice.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelservice.runtime.codec.Room;
import dev.modelservice.runtime.request.DataType;
import dev.modelservice.runtime.request.Elements;
import dev.modelservice.runtime.request.InferenceResponse;
import dev.modelservice.runtime.request.RejectedException;
import dev.modelservice.runtime.request.Shape;
import dev.modelservice.runtime.request.Tensor;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** V2's binary tensor data extension. */
final class BinaryCodecTest {

    @Test
    void rawBytesAndJsonMayBeMixed() {
        String json = """
                {"inputs":[
                  {"name":"a","shape":[1],"datatype":"FP32","parameters":{"binary_data_size":4}},
                  {"name":"b","shape":[2],"datatype":"INT8","data":[1,2]},
                  {"name":"c","shape":[1],"datatype":"BYTES","parameters":{"binary_data_size":6}}]}""";

        List<Tensor> inputs = decode(json, "0000c07f 02000000c3a4").request().inputs();

        assertThat(inputs.get(0).numbers().getFloat()).isNaN();
        assertThat(inputs.get(1).numbers()).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2}));
        assertThat(inputs.get(2).texts()).containsExactly("ä");
    }

    @Test
    void parametersSayHowTheAnswerIsWritten() {
        V2Request request = decode("""
                {"parameters":{"binary_data_output":true,"timeout":1500},"inputs":[],
                 "outputs":[{"name":"a"},{"name":"b","parameters":{"binary_data":false}}]}""", "");

        assertThat(request.request().timeout()).isEqualTo(Duration.ofNanos(1_500_000));
        assertThat(request.form().isBinary("a")).isTrue();
        assertThat(request.form().isBinary("b")).isFalse();
        assertThat(request.form().isBinary("any other")).isTrue();
    }

    @ParameterizedTest(name = "{0}, {1}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    ,"parameters":{"binary_data_size":4} | 0000 | input 'x': expected 4 bytes of binary data behind the JSON of 91 bytes, got 2
                    ,"parameters":{"binary_data_size":4} | 000000000000 | the inputs have 4 bytes of binary data, and 6 came behind the JSON of 91 bytes
                    ,"parameters":{"binary_data_size":8} | 0000000000000000 | input 'x': expected 4 bytes for shape [1] of FP32, got 8
                    ,"parameters":{"binary_data_size":-4} | 00000000 | inputs[0]: parameter 'binary_data_size': expected an integer of 0 or more
                    ,"parameters":{"binary_data_size":1e9} | 00000000 | inputs[0]: parameter 'binary_data_size': expected an integer of 0 or more
                    ,"parameters":{"binary_data_size":9223372036854775807} | 00000000 | input 'x': expected 9223372036854775807 bytes of binary data behind the JSON of 109 bytes, got 4
                    ,"parameters":{"binary_data_size":99999999999999999999} | 00000000 | inputs[0]: parameter 'binary_data_size': expected an integer of 0 or more
                    ,"parameters":{"binary_data_size":4},"data":[1] | 00000000 | input 'x': expected either data or binary_data_size, got both
                    ,"data":[1],"parameters":{"binary_data_size":4} | 00000000 | input 'x': expected either data or binary_data_size, got both
                    ,"data":[1],"data":[2] | `` | input 'x': data is given twice
                    ,"data":[1] | 00 | the inputs have 0 bytes of binary data, and 1 came behind the JSON of 66 bytes
                    ,"parameters":[1],"data":[1] | `` | input 'x': expected parameters to be an object
                    ,"parameters":{"shared_memory_region":"r"} | `` | inputs[0]: parameter 'shared_memory_region': this server shares no memory with its clients; send the tensor itself
                    """)
    void whatDoesNotAddUpIsRefused(String rest, String tail, String message) {
        assertThatThrownBy(() ->
                        decode("{\"inputs\":[{\"name\":\"x\",\"shape\":[1],\"datatype\":\"FP32\"" + rest + "}]}", tail))
                .isInstanceOf(RejectedException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "15", "99999999999", "x", "''"})
    void aHeaderThatLiesIsRefused(String header) {
        byte[] body = "{\"inputs\":[]}{".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> BinaryTail.of(body, header))
                .isInstanceOf(RejectedException.class)
                .hasMessage(
                        "Inference-Header-Content-Length: expected how many bytes of the body are JSON, from 1 to the"
                                + " body's 14, got '%s'",
                        header);
    }

    @ParameterizedTest
    @CsvSource({"12, the request is no JSON that can be read", "14, the request goes on behind its JSON"})
    void aHeaderThatCutsTheJsonWronglyIsRefused(String header, String message) {
        byte[] body = "{\"inputs\":[]}{".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> HttpCodec.decode("m", BinaryTail.of(body, header), new Room(100)))
                .isInstanceOf(RejectedException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void anAnswerMayBeMixedToo() {
        Tensor numbers = new Tensor(
                "a", DataType.FP16, Shape.of(1), new Elements.Numbers(ByteBuffer.wrap(new byte[] {0, 0x3C})));
        Tensor texts = new Tensor("b", DataType.BYTES, Shape.of(1), new Elements.Texts(List.of("ä")));
        InferenceResponse response = new InferenceResponse("m", null, List.of(numbers, texts, numbers), 0);

        Answer answer = ResponseWriter.encode(response, new OutputForm(true, Map.of("b", false)));

        String json = "{\"model_name\":\"m\",\"model_version\":\"1\",\"outputs\":["
                + "{\"name\":\"a\",\"datatype\":\"FP16\",\"shape\":[1],\"parameters\":{\"binary_data_size\":2}},"
                + "{\"name\":\"b\",\"datatype\":\"BYTES\",\"shape\":[1],\"data\":[\"ä\"]},"
                + "{\"name\":\"a\",\"datatype\":\"FP16\",\"shape\":[1],\"parameters\":{\"binary_data_size\":2}}]}";
        int length = json.getBytes(StandardCharsets.UTF_8).length;
        assertThat(answer.contentType()).isEqualTo("application/octet-stream");
        assertThat(answer.headers()).isEqualTo(Map.of(BinaryTail.HEADER, Integer.toString(length)));
        assertThat(new String(answer.body().getBytes(), 0, length, StandardCharsets.UTF_8))
                .isEqualTo(json);
        assertThat(HexFormat.of()
                        .formatHex(
                                answer.body().getBytes(), length, answer.body().length()))
                .isEqualTo("003c003c");
    }

    private static V2Request decode(String json, String tail) {
        byte[] head = json.getBytes(StandardCharsets.UTF_8);
        byte[] raw = HexFormat.of().parseHex(tail.replace(" ", ""));
        byte[] body =
                ByteBuffer.allocate(head.length + raw.length).put(head).put(raw).array();
        return HttpCodec.decode("m", BinaryTail.of(body, Integer.toString(head.length)), new Room(1 << 20));
    }
}
