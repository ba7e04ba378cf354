package dev.modelservice.runtime.engine.onnx;

import ai.onnxruntime.MapInfo;
import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.SequenceInfo;
import ai.onnxruntime.TensorInfo;
import dev.modelservice.runtime.engine.InvalidModelException;
import dev.modelservice.runtime.request.DataType;
import dev.modelservice.runtime.request.Shape;
import dev.modelservice.runtime.request.Signature;
import dev.modelservice.runtime.request.TensorSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What an open model takes and gives, in our words, or why that cannot be said in them. */
final class Description {

    private final Path file;

    private Description(Path file) {
        this.file = file;
    }

    static Signature of(OrtSession session, Path file) throws InvalidModelException {
        try {
            return new Description(file).signature(session);
        } catch (OrtException e) {
            throw new InvalidModelException("%s cannot be described: %s".formatted(file, e.getMessage()), e);
        }
    }

    private Signature signature(OrtSession session) throws OrtException, InvalidModelException {
        List<TensorSpec> inputs = new ArrayList<>();
        for (NodeInfo input : session.getInputInfo().values()) {
            inputs.add(tensor("input", input));
        }
        List<TensorSpec> outputs = new ArrayList<>();
        for (NodeInfo output : session.getOutputInfo().values()) {
            Optional<TensorSpec> maps = mapsAsRows(output);
            outputs.add(maps.isPresent() ? maps.get() : tensor("output", output));
        }
        return new Signature(inputs, outputs);
    }

    private TensorSpec tensor(String role, NodeInfo node) throws InvalidModelException {
        if (!(node.getInfo() instanceof TensorInfo info)) {
            throw new InvalidModelException(
                    "%s: %s '%s' is no tensor but %s; expected tensors, or a classifier's map of each row"
                            .formatted(file, role, node.getName(), node.getInfo()));
        }
        DataType datatype = OnnxTypes.datatype(info.onnxType)
                .orElseThrow(() -> new InvalidModelException(
                        "%s: %s '%s' is %s, which the V2 protocol has no name for; expected one of %s, for example with a Cast"
                                .formatted(
                                        file,
                                        role,
                                        node.getName(),
                                        info.onnxType.name().replace("ONNX_TENSOR_ELEMENT_DATA_TYPE_", ""),
                                        Arrays.toString(DataType.values()))));
        return new TensorSpec(node.getName(), datatype, Shape.of(info.getShape()));
    }

    /** A classifier of scikit-learn, exported with its zipmap: a map of each row, from class to number. */
    private static Optional<TensorSpec> mapsAsRows(NodeInfo output) {
        if (!(output.getInfo() instanceof SequenceInfo sequence) || !sequence.isSequenceOfMaps()) {
            return Optional.empty();
        }
        MapInfo map = sequence.mapInfo;
        DataType datatype = map.valueType == OnnxJavaType.DOUBLE ? DataType.FP64 : DataType.FP32;
        return map.valueType == OnnxJavaType.FLOAT || map.valueType == OnnxJavaType.DOUBLE
                ? Optional.of(new TensorSpec(output.getName(), datatype, Shape.of(Shape.ANY, Shape.ANY)))
                : Optional.empty();
    }
}
