package dev.modelservice.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.modelservice.runtime.Allocation;
import dev.modelservice.runtime.codec.Room;
import dev.modelservice.runtime.request.DataType;
import dev.modelservice.runtime.request.Elements;
import dev.modelservice.runtime.request.InferenceRequest;
import dev.modelservice.runtime.request.InferenceResponse;
import dev.modelservice.runtime.request.RejectedException;
import dev.modelservice.runtime.request.Shape;
import dev.modelservice.runtime.request.Tensor;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HttpCodecTest {

    @Test
    void readsAllThatV2HasAndIgnoresWhatItDoesNotKnow() {
        InferenceRequest request = decode("""
                {"id": "42", "parameters": {"priority": [1, {"a": 2}]}, "surprise": {"x": []},
                 "inputs": [
                   {"name": "a", "shape": [2, 2], "datatype": "FP32", "parameters": {}, "data": [1, 2.5, -3e1, 0]},
                   {"data": ["ü", ""], "more": [[]], "datatype": "BYTES", "name": "b", "shape": [2]}],
                 "outputs": [{"name": "y", "parameters": {"classification": 0, "colour": [2]}}, {"name": "z"}]}
                """);

        assertThat(request.model()).isEqualTo("m");
        assertThat(request.id()).isEqualTo("42");
        assertThat(request.outputs()).containsExactly("y", "z");
        Tensor a = request.inputs().get(0);
        assertThat(a.shape()).isEqualTo(Shape.of(2, 2));
        assertThat(a.numbers().asFloatBuffer()).isEqualTo(java.nio.FloatBuffer.wrap(new float[] {1, 2.5f, -30, 0}));
        assertThat(request.inputs().get(1).texts()).containsExactly("ü", "");
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(delimiter = '|', textBlock = """
                    [2,3]   | [1,2,3,4,5,6]       | flat
                    [2,3]   | [[1,2,3],[4,5,6]]   | nested
                    [2,3,1] | [[[1],[2],[3]],[[4],[5],[6]]] | nested deeply
                    [6]     | [1,2,3,4,5,6]       | one dimension
                    """)
    void dataMayBeFlatOrNested(String shape, String data, String how) {
        Tensor tensor = decode(input("INT32", shape, data)).inputs().getFirst();

        int[] values = new int[6];
        tensor.numbers().asIntBuffer().get(values);
        assertThat(values).as(how).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @ParameterizedTest(name = "{1} as {0}")
    @CsvSource(delimiter = '|', textBlock = """
                    BOOL   | [true,false]                      | [true,false]
                    INT8   | [-128,127]                        | [-128,127]
                    INT16  | [-32768,32767]                    | [-32768,32767]
                    INT32  | [-2147483648,2147483647]          | [-2147483648,2147483647]
                    INT64  | [-9223372036854775808,9223372036854775807] | [-9223372036854775808,9223372036854775807]
                    UINT8  | [0,255]                           | [0,255]
                    UINT16 | [0,65535]                         | [0,65535]
                    UINT32 | [0,4294967295]                    | [0,4294967295]
                    UINT64 | [0,18446744073709551615]          | [0,18446744073709551615]
                    FP16   | [0.5,-65504]                      | [0.5,-65504.0]
                    FP32   | [0.1,3.4028235e38]                | [0.1,3.4028235E38]
                    FP64   | [0.1,1.7976931348623157e308]      | [0.1,1.7976931348623157E308]
                    BYTES  | ["a","\\u00e4\\uD83D\\uDE00"]     | ["a","ä😀"]
                    """)
    void everyDatatypeComesOutAsItWentIn(String datatype, String data, String expected) {
        Tensor tensor = decode(input(datatype, "[2]", data)).inputs().getFirst();

        String answer = encode(tensor);

        assertThat(answer).contains("\"data\":" + expected).contains("\"datatype\":\"" + datatype + "\"");
    }

    @ParameterizedTest(name = "{1} in {2} as {0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    INT8   | [1] | [128]   | input 'x': element 0: 128 is out of range for INT8 (-128 to 127)
                    UINT8  | [2] | [1,-1]  | input 'x': element 1: -1 is out of range for UINT8 (0 to 255)
                    UINT8  | [1] | [256]   | input 'x': element 0: 256 is out of range for UINT8 (0 to 255)
                    INT16  | [1] | [40000] | input 'x': element 0: 40000 is out of range for INT16 (-32768 to 32767)
                    INT32  | [1] | [2147483648] | input 'x': element 0: 2147483648 is out of range for INT32 (-2147483648 to 2147483647)
                    INT64  | [1] | [9223372036854775808] | input 'x': element 0: 9223372036854775808 is out of range for INT64 (-9223372036854775808 to 9223372036854775807)
                    UINT64 | [1] | [18446744073709551616] | input 'x': element 0: 18446744073709551616 is out of range for UINT64 (0 to 18446744073709551615)
                    UINT64 | [1] | [-1]    | input 'x': element 0: -1 is out of range for UINT64 (0 to 18446744073709551615)
                    FP16   | [1] | [70000] | input 'x': element 0: 70000 is out of range for FP16 (-65504 to 65504)
                    FP32   | [1] | [1e39]  | input 'x': element 0: 1e39 is out of range for FP32 (-3.4028235E38 to 3.4028235E38)
                    FP64   | [1] | [1e999] | input 'x': element 0: 1e999 is out of range for FP64 (-1.7976931348623157E308 to 1.7976931348623157E308)
                    INT32  | [1] | [1.5]   | input 'x': element 0: expected an integer for INT32, got 1.5
                    INT64  | [1] | ["1"]   | input 'x': element 0: expected an integer for INT64, got "1"
                    FP32   | [1] | ["NaN"] | input 'x': element 0: expected a number for FP32, got "NaN"
                    FP32   | [1] | [null]  | input 'x': element 0: expected a number for FP32, got null
                    BOOL   | [1] | [1]     | input 'x': element 0: expected true or false for BOOL, got 1
                    BYTES  | [1] | [1]     | input 'x': element 0: expected a string for BYTES, got 1
                    FP32   | [2] | [1]     | input 'x': expected 2 values for shape [2], got 1
                    FP32   | [2] | [1,2,3] | input 'x': expected 2 values for shape [2], got more
                    FP32   | [2,2] | [1,2,3] | input 'x': expected 4 values for shape [2,2], got 3
                    FP32   | [2,2] | [[1,2]] | input 'x': expected 2 entries at depth 1 for shape [2,2], got 1
                    FP32   | [2,2] | [[1,2],[3]] | input 'x': expected 2 entries at depth 2 for shape [2,2], got 1
                    FP32   | [2,2] | [[1,2],3,4] | input 'x': data is partly nested and partly flat
                    FP32   | [2,2] | [1,2,[3,4]] | input 'x': data is nested deeper or less evenly than its shape [2,2]
                    FP32   | [2]   | [[1,2]] | input 'x': data is nested deeper or less evenly than its shape [2]
                    FP32   | [2,2,1] | [[1,2],[3,4]] | input 'x': data is nested less deeply than its shape [2,2,1]
                    FP32   | [-1]  | [1]     | input 'x': shape [-1] is no shape of data: expected sizes of 0 or more, not too many elements in all
                    FP32   | [4294967296,4294967296] | [1] | input 'x': shape [4294967296,4294967296] is no shape of data: expected sizes of 0 or more, not too many elements in all
                    FP32   | [2147483648] | [1] | input 'x': shape [2147483648] needs 2147483648 values, more than this request can hold
                    FP32   | [1] | [{}]      | input 'x': expected numbers, strings or booleans in data, got an object
                    FP32   | [1] | 1         | input 'x': expected data to be an array
                    FP32   | 1   | [1]       | input 'x': expected shape to be an array of integers
                    FP32   | [1.5] | [1]     | input 'x': expected shape to be an array of integers
                    FLOAT  | [1] | [1]       | input 'x': unknown datatype 'FLOAT', expected one of [BOOL, INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, UINT64, FP16, FP32, FP64, BYTES]
                    """)
    void aTensorThatDoesNotAddUpIsRefusedByName(String datatype, String shape, String data, String message) {
        assertThat(refusal(input(datatype, shape, data))).isEqualTo(message);
        // The same when the data comes first.
        String reordered = "{\"inputs\":[{\"data\":%s,\"shape\":%s,\"datatype\":\"%s\",\"name\":\"x\"}]}"
                .formatted(data, shape, datatype);
        assertThat(refusal(reordered)).endsWith(message.replace("input 'x'", ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    []                         | expected a JSON object with inputs
                    {}                         | inputs is missing
                    {"inputs": {}}             | expected inputs to be an array
                    {"inputs": [1]}            | inputs[0]: expected an object
                    {"inputs": [{}]}           | inputs[0]: name is missing
                    {"inputs": [{"name": "x"}]} | input 'x': datatype is missing
                    {"inputs": [{"name": "x", "datatype": "FP32"}]} | input 'x': shape is missing
                    {"inputs": [{"name": "x", "datatype": "FP32", "shape": [1]}]} | input 'x': data is missing
                    {"inputs": [], "outputs": [{}]} | outputs[0]: name is missing
                    {"inputs": [], "outputs": 1} | expected outputs to be an array
                    {"id": 1, "inputs": []}    | expected id to be a string
                    {"id": "\\ud800", "inputs": []} | expected id to be a string
                    {"inputs": [], "inputs": []} | inputs is given twice
                    {"inputs": []} {}          | the request goes on behind its JSON
                    {"inputs": [], "parameters": 1} | the request: expected parameters to be an object
                    {"inputs": [], "parameters": {"sequence_id": 3}} | the request: parameter 'sequence_id': this server keeps nothing from one request to the next, so it has no sequences
                    {"inputs": [], "outputs": [{"name": "y", "parameters": {"classification": 2}}]} | outputs[0]: parameter 'classification': this server does not pick classes; take the whole output
                    {"inputs": [{"name": "x", "datatype": "BYTES", "shape": [1], "data": ["\\ud800"]}]} | input 'x': element 0: expected text, got half of a surrogate pair
                    """)
    void aRequestThatIsNoneIsRefused(String body, String message) {
        assertThat(refusal(body)).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"{", "{\"inputs\": [{\"name\": \"x", "nonsense", "{\"inputs\": [}"})
    void whatIsNoJsonIsRefused(String body) {
        assertThat(refusal(body)).startsWith("the request is no JSON");
    }

    @Test
    void depthIsBounded() {
        assertThat(refusal("{\"other\":" + "[".repeat(5000) + "]".repeat(5000) + "}"))
                .startsWith("the request is no JSON that can be read: Document nesting depth");
    }

    @Test
    void aShapeHasNotAnyNumberOfDimensions() {
        assertThat(refusal(input("FP32", "[" + "1,".repeat(64) + "1]", "[1]")))
                .isEqualTo("input 'x': expected a shape of at most 64 dimensions");
    }

    @Test
    void thereAreNotAnyNumberOfInputsAndOutputs() {
        String input = "{\"name\":\"x\",\"shape\":[0],\"datatype\":\"FP32\",\"data\":[]},";
        assertThat(refusal("{\"inputs\":[" + input.repeat(1025) + "]}")).isEqualTo("expected at most 1024 inputs");
        assertThat(refusal("{\"inputs\":[],\"outputs\":[" + "{\"name\":\"y\"},".repeat(1025) + "]}"))
                .isEqualTo("expected at most 1024 outputs");
    }

    @Test
    void memoryForAShapeIsNotTakenOnItsWord() {
        byte[] body =
                input("FP64", "[100000]", "[" + "1,".repeat(49_999) + "1]").getBytes(StandardCharsets.UTF_8);

        long allocated = Allocation.of(() -> assertThatThrownBy(
                        () -> HttpCodec.decode("m", BinaryTail.of(body, null), new Room(799_999)))
                .hasMessage("input 'x': shape [100000] needs 100000 values, more than this request can hold"));

        assertThat(allocated).isLessThan(800_000);
    }

    @Test
    void whatIsNoNumberInJsonBecomesNull() {
        ByteBuffer values = Elements.Numbers.allocate(DataType.FP32, 4);
        values.putFloat(1).putFloat(Float.NaN).putFloat(Float.NEGATIVE_INFINITY).putFloat(2);

        String answer = encode(new Tensor("y", DataType.FP32, Shape.of(4), new Elements.Numbers(values.flip())));

        assertThat(answer).contains("\"data\":[1.0,null,null,2.0]");
    }

    @Test
    void theIdIsLeftOutWhereNoneWasGiven() {
        assertThat(encode(new InferenceResponse("m", null, List.of(), 0)))
                .isEqualTo("{\"model_name\":\"m\",\"model_version\":\"1\",\"outputs\":[]}");
    }

    private static String input(String datatype, String shape, String data) {
        return "{\"inputs\":[{\"name\":\"x\",\"shape\":%s,\"datatype\":\"%s\",\"data\":%s}]}"
                .formatted(shape, datatype, data);
    }

    private static InferenceRequest decode(String body) {
        return HttpCodec.decode("m", BinaryTail.of(body.getBytes(StandardCharsets.UTF_8), null), new Room(1 << 20))
                .request();
    }

    private static String encode(Tensor tensor) {
        return encode(new InferenceResponse("m", "7", List.of(tensor), 0));
    }

    private static String encode(InferenceResponse response) {
        return new String(
                ResponseWriter.encode(response, OutputForm.JSON).body().getBytes(), StandardCharsets.UTF_8);
    }

    private static String refusal(String body) {
        RejectedException refused = catchThrowableOfType(RejectedException.class, () -> decode(body));
        assertThat(refused).as("refusal of %s", body).isNotNull();
        return refused.rejection().message();
    }
}
