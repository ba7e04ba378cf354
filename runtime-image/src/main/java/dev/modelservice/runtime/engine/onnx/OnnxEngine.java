package dev.modelservice.runtime.engine.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.modelservice.runtime.engine.Engine;
import dev.modelservice.runtime.engine.EngineException;
import dev.modelservice.runtime.engine.InvalidModelException;
import dev.modelservice.runtime.request.Shape;
import dev.modelservice.runtime.request.Signature;
import dev.modelservice.runtime.request.Tensor;
import dev.modelservice.runtime.request.TensorSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** A model in ONNX Runtime. A session runs from several threads at once without a lock of ours. */
final class OnnxEngine implements Engine {

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final Signature signature;

    private OnnxEngine(OrtEnvironment environment, OrtSession session, Signature signature) {
        this.environment = environment;
        this.session = session;
        this.signature = signature;
    }

    static OnnxEngine of(OrtEnvironment environment, OrtSession session, Path file)
            throws OrtException, InvalidModelException {
        List<TensorSpec> inputs = describe(session.getInputInfo().values(), "input", file);
        for (TensorSpec input : inputs) {
            if (!OnnxTypes.canBeMade(input.datatype())) {
                throw new InvalidModelException(
                        "%s: input '%s' is %s, which ONNX Runtime cannot be given from Java; expected one of %s, for example with a Cast behind the input"
                                .formatted(file, input.name(), input.datatype(), OnnxTypes.makeable()));
            }
        }
        List<TensorSpec> outputs = describe(session.getOutputInfo().values(), "output", file);
        return new OnnxEngine(environment, session, new Signature(inputs, outputs));
    }

    private static List<TensorSpec> describe(Collection<NodeInfo> nodes, String role, Path file)
            throws InvalidModelException {
        List<TensorSpec> specs = new ArrayList<>();
        for (NodeInfo node : nodes) {
            if (!(node.getInfo() instanceof TensorInfo info)) {
                throw new InvalidModelException(
                        "%s: %s '%s' is no tensor but %s; expected tensors only (a classifier of scikit-learn: export it with zipmap off)"
                                .formatted(file, role, node.getName(), node.getInfo()));
            }
            specs.add(new TensorSpec(node.getName(), OnnxTypes.datatype(info, node.getName(), file), shape(info)));
        }
        return specs;
    }

    private static Shape shape(TensorInfo info) {
        return Shape.of(info.getShape());
    }

    @Override
    public Signature signature() {
        return signature;
    }

    @Override
    public String platform() {
        return "onnxruntime_onnx";
    }

    @Override
    public List<Tensor> run(List<Tensor> inputs, List<String> outputs) {
        Map<String, OnnxTensor> given = new HashMap<>();
        try {
            for (Tensor input : inputs) {
                given.put(input.name(), OnnxTensors.make(environment, input));
            }
            try (OrtSession.Result result = session.run(given, new LinkedHashSet<>(outputs))) {
                return read(result, outputs);
            }
        } catch (OrtException e) {
            throw new EngineException("ONNX Runtime could not run the model: " + e.getMessage(), e);
        } finally {
            given.values().forEach(OnnxTensor::close);
        }
    }

    private static List<Tensor> read(OrtSession.Result result, List<String> outputs) throws OrtException {
        List<Tensor> tensors = new ArrayList<>();
        for (String name : outputs) {
            OnnxValue value =
                    result.get(name).orElseThrow(() -> new EngineException("the model gave no '" + name + "'", null));
            tensors.add(OnnxTensors.read(name, (OnnxTensor) value));
        }
        return tensors;
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new EngineException("the model could not be closed", e);
        }
    }
}
