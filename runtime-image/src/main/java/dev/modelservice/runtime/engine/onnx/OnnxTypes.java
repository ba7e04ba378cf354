package dev.modelservice.runtime.engine.onnx;

import ai.onnxruntime.TensorInfo.OnnxTensorType;
import dev.modelservice.runtime.request.DataType;
import java.util.Optional;

/** ONNX's element types and ours: by their numbers, as the C API counts them, and by the names of the Java API. */
final class OnnxTypes {

    static final int TEXT = 8;

    private OnnxTypes() {}

    static int elementType(DataType datatype) {
        return switch (datatype) {
            case FP32 -> 1;
            case UINT8 -> 2;
            case INT8 -> 3;
            case UINT16 -> 4;
            case INT16 -> 5;
            case INT32 -> 6;
            case INT64 -> 7;
            case BYTES -> TEXT;
            case BOOL -> 9;
            case FP16 -> 10;
            case FP64 -> 11;
            case UINT32 -> 12;
            case UINT64 -> 13;
        };
    }

    /** The V2 type of a number; none for those that V2 has no name for, such as BFLOAT16. */
    static Optional<DataType> datatype(int elementType) {
        return Optional.ofNullable(
                switch (elementType) {
                    case 1 -> DataType.FP32;
                    case 2 -> DataType.UINT8;
                    case 3 -> DataType.INT8;
                    case 4 -> DataType.UINT16;
                    case 5 -> DataType.INT16;
                    case 6 -> DataType.INT32;
                    case 7 -> DataType.INT64;
                    case TEXT -> DataType.BYTES;
                    case 9 -> DataType.BOOL;
                    case 10 -> DataType.FP16;
                    case 11 -> DataType.FP64;
                    case 12 -> DataType.UINT32;
                    case 13 -> DataType.UINT64;
                    default -> null;
                });
    }

    /** The V2 type of a name; none for those that V2 has no name for. */
    static Optional<DataType> datatype(OnnxTensorType type) {
        return Optional.ofNullable(
                switch (type) {
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
                    default -> null;
                });
    }
}
