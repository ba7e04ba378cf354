package dev.modelservice.runtime;

import com.google.protobuf.ByteString;
import dev.modelservice.runtime.codec.RawTensors;
import dev.modelservice.runtime.request.DataType;
import dev.modelservice.runtime.request.Tensor;
import inference.GrpcPredictV2.InferTensorContents;
import inference.GrpcPredictV2.ModelInferRequest;
import inference.GrpcPredictV2.ModelInferResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Requests as a client writes them: with the stubs of the published protocol, and with another JSON library. */
public final class Published {

    private Published() {}

    public static byte[] json(String id, List<Tensor> inputs, List<String> outputs) {
        return new JsonObject()
                .put("id", id)
                .put(
                        "inputs",
                        new JsonArray(inputs.stream().map(Published::json).toList()))
                .put(
                        "outputs",
                        new JsonArray(outputs.stream()
                                .map(name -> new JsonObject().put("name", name))
                                .toList()))
                .toBuffer()
                .getBytes();
    }

    private static JsonObject head(Tensor tensor) {
        return new JsonObject()
                .put("name", tensor.name())
                .put("shape", new JsonArray(tensor.shape().dimensions()))
                .put("datatype", tensor.datatype().name());
    }

    private static JsonObject json(Tensor tensor) {
        return head(tensor).put("data", new JsonArray(values(tensor)));
    }

    /** A body of JSON and raw bytes, and how many of them are JSON. */
    public record Mixed(byte[] body, int jsonLength) {}

    public static Mixed mixed(String id, List<Tensor> inputs, List<String> outputs) {
        ByteArrayOutputStream tail = new ByteArrayOutputStream();
        JsonArray heads = new JsonArray();
        for (Tensor input : inputs) {
            byte[] raw = raw(input).toByteArray();
            tail.writeBytes(raw);
            heads.add(head(input).put("parameters", new JsonObject().put("binary_data_size", raw.length)));
        }
        byte[] json = new JsonObject()
                .put("id", id)
                .put("inputs", heads)
                .put(
                        "outputs",
                        new JsonArray(outputs.stream()
                                .map(name -> new JsonObject().put("name", name))
                                .toList()))
                .toBuffer()
                .getBytes();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(json);
        body.writeBytes(tail.toByteArray());
        return new Mixed(body.toByteArray(), json.length);
    }

    public static ModelInferRequest message(String id, List<Tensor> inputs, List<String> outputs, boolean raw) {
        ModelInferRequest.Builder request =
                ModelInferRequest.newBuilder().setModelName("m").setId(id);
        for (Tensor input : inputs) {
            ModelInferRequest.InferInputTensor.Builder head = request.addInputsBuilder()
                    .setName(input.name())
                    .setDatatype(input.datatype().name())
                    .addAllShape(input.shape().dimensions());
            if (raw) {
                request.addRawInputContents(raw(input));
            } else {
                head.setContents(contents(input));
            }
        }
        outputs.forEach(name -> request.addOutputsBuilder().setName(name));
        return request.build();
    }

    /** A response's outputs as the inputs of a request, so that what reads requests can read it. */
    public static ModelInferRequest asRequest(ModelInferResponse response) {
        ModelInferRequest.Builder request = ModelInferRequest.newBuilder()
                .setModelName(response.getModelName())
                .setId(response.getId())
                .addAllRawInputContents(response.getRawOutputContentsList());
        for (ModelInferResponse.InferOutputTensor output : response.getOutputsList()) {
            request.addInputsBuilder()
                    .setName(output.getName())
                    .setDatatype(output.getDatatype())
                    .addAllShape(output.getShapeList())
                    .setContents(output.getContents());
        }
        return request.build();
    }

    private static ByteString raw(Tensor tensor) {
        return ByteString.copyFrom(RawTensors.write(tensor));
    }

    private static InferTensorContents contents(Tensor tensor) {
        InferTensorContents.Builder contents = InferTensorContents.newBuilder();
        for (Object value : values(tensor)) {
            switch (tensor.datatype()) {
                case BOOL -> contents.addBoolContents((Boolean) value);
                case INT8, INT16, INT32 -> contents.addIntContents(((Number) value).intValue());
                case INT64 -> contents.addInt64Contents((Long) value);
                case UINT8, UINT16, UINT32 -> contents.addUintContents(((Number) value).intValue());
                case UINT64 -> contents.addUint64Contents(((BigInteger) value).longValue());
                case FP32 -> contents.addFp32Contents((Float) value);
                case FP64 -> contents.addFp64Contents((Double) value);
                case BYTES -> contents.addBytesContents(ByteString.copyFromUtf8((String) value));
                case FP16 -> throw new IllegalArgumentException("FP16 has no contents");
            }
        }
        return contents.build();
    }

    private static List<Object> values(Tensor tensor) {
        if (tensor.datatype() == DataType.BYTES) {
            return List.copyOf(tensor.texts());
        }
        ByteBuffer numbers = tensor.numbers();
        List<Object> values = new ArrayList<>();
        while (numbers.hasRemaining()) {
            values.add(
                    switch (tensor.datatype()) {
                        case BOOL -> numbers.get() != 0;
                        case INT8 -> (int) numbers.get();
                        case INT16 -> (int) numbers.getShort();
                        case INT32 -> numbers.getInt();
                        case INT64 -> numbers.getLong();
                        case UINT8 -> Byte.toUnsignedInt(numbers.get());
                        case UINT16 -> Short.toUnsignedInt(numbers.getShort());
                        case UINT32 -> Integer.toUnsignedLong(numbers.getInt());
                        case UINT64 -> new BigInteger(Long.toUnsignedString(numbers.getLong()));
                        case FP16 -> Float.float16ToFloat(numbers.getShort());
                        case FP32 -> numbers.getFloat();
                        case FP64 -> numbers.getDouble();
                        case BYTES -> throw new IllegalArgumentException();
                    });
        }
        return values;
    }
}
