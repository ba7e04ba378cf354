package dev.modelservice.runtime.engine.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.TensorInfo;
import dev.modelservice.runtime.engine.InvalidModelException;
import dev.modelservice.runtime.request.DataType;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** ONNX Runtime's element types and ours. */
final class OnnxTypes {

    private OnnxTypes() {}

    static DataType datatype(TensorInfo info, String name, Path file) throws InvalidModelException {
        return switch (info.onnxType) {
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_BOOL -> DataType.BOOL;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_INT8 -> DataType.INT8;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_INT16 -> DataType.INT16;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_INT32 -> DataType.INT32;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_INT64 -> DataType.INT64;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT8 -> DataType.UINT8;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT16 -> DataType.UINT16;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT32 -> DataType.UINT32;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT64 -> DataType.UINT64;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT16 -> DataType.FP16;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT -> DataType.FP32;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_DOUBLE -> DataType.FP64;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_STRING -> DataType.BYTES;
            default ->
                throw new InvalidModelException(
                        "%s: '%s' is %s, which the V2 protocol has no name for; expected one of %s"
                                .formatted(file, name, info.onnxType, Arrays.toString(DataType.values())));
        };
    }

    /** Whether a tensor of this type can be made from Java: the wider unsigned types cannot, though they can be read. */
    static boolean canBeMade(DataType datatype) {
        return switch (datatype) {
            case UINT16, UINT32, UINT64 -> false;
            default -> true;
        };
    }

    static List<DataType> makeable() {
        return Arrays.stream(DataType.values()).filter(OnnxTypes::canBeMade).toList();
    }

    static OnnxJavaType javaType(DataType datatype) {
        return switch (datatype) {
            case BOOL -> OnnxJavaType.BOOL;
            case INT8 -> OnnxJavaType.INT8;
            case INT16 -> OnnxJavaType.INT16;
            case INT32 -> OnnxJavaType.INT32;
            case INT64 -> OnnxJavaType.INT64;
            case UINT8 -> OnnxJavaType.UINT8;
            case FP16 -> OnnxJavaType.FLOAT16;
            case FP32 -> OnnxJavaType.FLOAT;
            case FP64 -> OnnxJavaType.DOUBLE;
            case BYTES -> OnnxJavaType.STRING;
            case UINT16, UINT32, UINT64 -> throw new IllegalArgumentException(datatype + " cannot be made from Java");
        };
    }
}
