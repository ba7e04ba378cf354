package dev.modelservice.runtime.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import dev.modelservice.runtime.codec.Room;
import dev.modelservice.runtime.grpc.wire.WireReader;
import dev.modelservice.runtime.request.DataType;
import dev.modelservice.runtime.request.Elements;
import dev.modelservice.runtime.request.InferenceRequest;
import dev.modelservice.runtime.request.InferenceResponse;
import dev.modelservice.runtime.request.RejectedException;
import dev.modelservice.runtime.request.Shape;
import dev.modelservice.runtime.request.Tensor;
import inference.GrpcPredictV2.InferParameter;
import inference.GrpcPredictV2.InferTensorContents;
import inference.GrpcPredictV2.ModelInferRequest;
import inference.GrpcPredictV2.ModelInferRequest.InferInputTensor;
import inference.GrpcPredictV2.ModelInferRequest.InferRequestedOutputTensor;
import inference.GrpcPredictV2.ModelInferResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class GrpcCodecTest {

    @Test
    void everythingThatARequestHasIsRead() {
        InferRequest request = decode(ModelInferRequest.newBuilder()
                .setModelName("m")
                .setModelVersion("1")
                .setId("7")
                .putParameters(
                        "timeout",
                        InferParameter.newBuilder().setInt64Param(1500).build())
                .putParameters(
                        "priority", InferParameter.newBuilder().setInt64Param(1).build())
                .putParameters("colour", InferParameter.getDefaultInstance())
                .addInputs(input("FP32", 1))
                .addRawInputContents(ByteString.copyFrom(new byte[4]))
                .addOutputs(InferRequestedOutputTensor.newBuilder().setName("y"))
                .setUnknownFields(UnknownFieldSet.newBuilder()
                        .addField(
                                99,
                                UnknownFieldSet.Field.newBuilder()
                                        .addVarint(1)
                                        .addFixed32(1)
                                        .addFixed64(1)
                                        .addLengthDelimited(ByteString.copyFromUtf8("x"))
                                        .build())
                        .build())
                .build());

        assertThat(request.version()).isEqualTo("1");
        assertThat(request.raw()).isTrue();
        assertThat(request.request())
                .isEqualTo(new InferenceRequest(
                        "m",
                        "7",
                        List.of(new Tensor(
                                "x", DataType.FP32, Shape.of(1), new Elements.Numbers(ByteBuffer.allocate(4)))),
                        List.of("y"),
                        Duration.ofNanos(1_500_000)));
    }

    @Test
    void numbersMayBeInManyFieldsPackedOrNot() {
        // fp32_contents: two packed, one alone, one packed.
        byte[] contents = {
            0x32, 8, 0, 0, (byte) 0x80, 0x3F, 0, 0, 0, 0x40, 0x35, 0, 0, 0x40, 0x40, 0x32, 4, 0, 0, (byte) 0x80, 0x40
        };

        Tensor tensor = TypedContents.read("x", DataType.FP32, Shape.of(4), ByteBuffer.wrap(contents), new Room(100));

        float[] values = new float[4];
        tensor.numbers().asFloatBuffer().get(values);
        assertThat(values).containsExactly(1, 2, 3, 4);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                refusal(
                        request -> request.addInputs(input("FP32", 2)),
                        "input 'x': expected contents or raw_input_contents, got neither"),
                refusal(
                        request -> request.addInputs(input("FP32", 1).setContents(fp32(1, 2))),
                        "input 'x': expected 1 values for shape [1], got more"),
                refusal(
                        request -> request.addInputs(input("FP32", 3).setContents(fp32(1, 2))),
                        "input 'x': expected 3 values for shape [3], got 2"),
                refusal(
                        request -> request.addInputs(input("FP64", 1).setContents(fp32(1))),
                        "input 'x': expected fp64_contents for FP64, got fp32_contents"),
                refusal(
                        request -> request.addInputs(input("FP16", 1).setContents(fp32(1))),
                        "input 'x': expected FP16 as raw_input_contents, which is the only way in which gRPC sends it"),
                refusal(
                        request -> request.addInputs(input("INT8", 1)
                                .setContents(InferTensorContents.newBuilder().addIntContents(128))),
                        "input 'x': element 0: 128 is out of range for INT8 (-128 to 127)"),
                refusal(
                        request -> request.addInputs(input("UINT16", 2)
                                .setContents(InferTensorContents.newBuilder()
                                        .addUintContents(1)
                                        .addUintContents(-1))),
                        "input 'x': element 1: 4294967295 is out of range for UINT16 (0 to 65535)"),
                refusal(
                        request -> request.addInputs(input("BYTES", 1)
                                .setContents(InferTensorContents.newBuilder()
                                        .addBytesContents(ByteString.copyFrom(new byte[] {(byte) 0xC3, 0x28})))),
                        "input 'x': element 0: expected UTF-8 text for BYTES; other bytes are not taken by this server"),
                refusal(
                        request -> request.addInputs(input("FLOAT", 1).setContents(fp32(1))),
                        "input 'x': unknown datatype 'FLOAT', expected one of [BOOL, INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, UINT64, FP16, FP32, FP64, BYTES]"),
                refusal(
                        request -> request.addInputs(InferInputTensor.getDefaultInstance()),
                        "inputs[0]: name is missing"),
                refusal(
                        request -> request.addOutputs(InferRequestedOutputTensor.getDefaultInstance()),
                        "outputs[0]: name is missing"),
                refusal(
                        request -> request.addInputs(input("FP32", -1).setContents(fp32(1))),
                        "input 'x': shape [-1] is no shape of data: expected sizes of 0 or more, not too many elements in all"),
                refusal(
                        request -> request.addInputs(input("FP32", 1L << 31).setContents(fp32(1))),
                        "input 'x': shape [2147483648] needs 2147483648 values, more than this request can hold"),
                refusal(
                        request -> request.addInputs(input("FP32", 1L << 62, 4).setContents(fp32(1))),
                        "input 'x': shape [4611686018427387904,4] is no shape of data: expected sizes of 0 or more, not too many elements in all"),
                refusal(
                        request -> request.addInputs(
                                InferInputTensor.newBuilder().setName("x").addAllShape(Collections.nCopies(65, 1L))),
                        "inputs[0]: expected a shape of at most 64 dimensions"),
                refusal(
                        request -> request.addAllInputs(
                                Collections.nCopies(1025, input("FP32", 0).build())),
                        "expected at most 1024 inputs"),
                refusal(
                        request -> request.addAllRawInputContents(Collections.nCopies(1025, ByteString.EMPTY)),
                        "expected at most 1024 raw_input_contents"),
                refusal(
                        request -> request.addInputs(input("FP32", 1))
                                .addInputs(input("FP32", 1))
                                .addRawInputContents(ByteString.EMPTY),
                        "expected raw_input_contents for each of the 2 inputs or for none, got 1"),
                refusal(
                        request -> request.addInputs(input("FP32", 1).setContents(fp32(1)))
                                .addRawInputContents(ByteString.copyFrom(new byte[4])),
                        "input 'x': expected either contents or raw_input_contents, got both"),
                refusal(
                        request -> request.addInputs(input("FP32", 2))
                                .addRawInputContents(ByteString.copyFrom(new byte[4])),
                        "input 'x': expected 8 bytes for shape [2] of FP32, got 4"),
                refusal(
                        request -> request.putParameters(
                                "sequence_id",
                                InferParameter.newBuilder().setStringParam("a").build()),
                        "the request: parameter 'sequence_id': this server keeps nothing from one request to the next, so it has no sequences"),
                refusal(
                        request -> request.addInputs(input("FP32", 1)
                                .putParameters(
                                        "shared_memory_region",
                                        InferParameter.newBuilder()
                                                .setStringParam("r")
                                                .build())),
                        "inputs[0]: parameter 'shared_memory_region': this server shares no memory with its clients; send the tensor itself"),
                refusal(
                        request -> request.addOutputs(InferRequestedOutputTensor.newBuilder()
                                .setName("y")
                                .putParameters(
                                        "classification",
                                        InferParameter.newBuilder()
                                                .setInt64Param(3)
                                                .build())),
                        "outputs[0]: parameter 'classification': this server does not pick classes; take the whole output"),
                refusal(
                        request -> request.putParameters(
                                "timeout",
                                InferParameter.newBuilder().setInt64Param(-1).build()),
                        "the request: parameter 'timeout': expected an integer of 0 or more"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void whatDoesNotAddUpIsRefused(ModelInferRequest request, String message) {
        assertThatThrownBy(() -> decode(request))
                .isInstanceOf(RejectedException.class)
                .hasMessage(message);
    }

    static Stream<Arguments> brokenMessages() {
        return Stream.of(
                Arguments.of(new byte[] {0x0A}, "the message ends in the middle"),
                Arguments.of(new byte[] {0x0A, 5, 'm'}, "the message ends in the middle"),
                Arguments.of(new byte[] {0x0A, -1, -1, -1, -1, 15}, "the message ends in the middle"),
                Arguments.of(
                        new byte[] {0x0A, -1, -1, -1, -1, -1, -1, -1, -1, -1, 1}, "the message ends in the middle"),
                Arguments.of(
                        new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 1},
                        "the message is no protobuf: a number of more than 64 bits"),
                Arguments.of(new byte[] {0x02, 0}, "the message is no protobuf: field number 0"),
                Arguments.of(new byte[] {0x0B}, "the message does not fit: field 1 has protobuf's wire type 3"),
                Arguments.of(new byte[] {0x08, 1}, "the message does not fit: field 1 has protobuf's wire type 0"),
                Arguments.of(new byte[] {0x7B, 1}, "the message does not fit: field 15 has protobuf's wire type 3"),
                Arguments.of(new byte[] {0x7D, 1, 2}, "the message ends in the middle"),
                Arguments.of(new byte[] {0x0A, 1, -1}, "the message has a string in field 1 that is no UTF-8"));
    }

    @ParameterizedTest
    @MethodSource("brokenMessages")
    void whatIsNoMessageIsRefused(byte[] bytes, String message) {
        assertThatThrownBy(() -> GrpcCodec.decode(new WireReader(ByteBuffer.wrap(bytes)), new Room(100)))
                .isInstanceOf(RejectedException.class)
                .hasMessage(message);
    }

    @Test
    void theLastAnswerIsMarkedWhereThatIsAskedFor() throws Exception {
        InferRequest request = decode(ModelInferRequest.newBuilder()
                .putParameters(
                        "triton_enable_empty_final_response",
                        InferParameter.newBuilder().setBoolParam(true).build())
                .build());

        ModelInferResponse response =
                ModelInferResponse.parseFrom(GrpcCodec.encode(new InferenceResponse("m", null, List.of(), 0), request));

        assertThat(response.getParametersMap())
                .containsExactly(Map.entry(
                        "triton_final_response",
                        InferParameter.newBuilder().setBoolParam(true).build()));
    }

    private static Arguments refusal(Consumer<ModelInferRequest.Builder> change, String message) {
        ModelInferRequest.Builder request = ModelInferRequest.newBuilder().setModelName("m");
        change.accept(request);
        return Arguments.of(request.build(), message);
    }

    private static InferInputTensor.Builder input(String datatype, long... shape) {
        InferInputTensor.Builder input =
                InferInputTensor.newBuilder().setName("x").setDatatype(datatype);
        for (long size : shape) {
            input.addShape(size);
        }
        return input;
    }

    private static InferTensorContents fp32(float... values) {
        InferTensorContents.Builder contents = InferTensorContents.newBuilder();
        for (float value : values) {
            contents.addFp32Contents(value);
        }
        return contents.build();
    }

    private static InferRequest decode(ModelInferRequest request) {
        return GrpcCodec.decode(new WireReader(ByteBuffer.wrap(request.toByteArray())), new Room(1 << 16));
    }
}
