package dev.modelservice.runtime.engine.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.modelservice.runtime.engine.Answers;
import dev.modelservice.runtime.engine.BatchLimits;
import dev.modelservice.runtime.engine.EngineException;
import dev.modelservice.runtime.engine.InvalidModelException;
import dev.modelservice.runtime.engine.Prepared;
import dev.modelservice.runtime.engine.Rows;
import dev.modelservice.runtime.engine.TensorEngine;
import dev.modelservice.runtime.request.Shape;
import dev.modelservice.runtime.request.Signature;
import dev.modelservice.runtime.request.Task;
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
public final class OnnxEngine implements TensorEngine {

    private static final int ROWS_PER_RUN = 64;

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final Signature signature;
    private final Joining joining;

    private OnnxEngine(OrtEnvironment environment, OrtSession session, Signature signature) {
        this.environment = environment;
        this.session = session;
        this.signature = signature;
        this.joining = Joining.of(signature, this::run);
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
    public Task task() {
        return Task.TENSORS;
    }

    @Override
    public BatchLimits limits() {
        return new BatchLimits(ROWS_PER_RUN, Long.MAX_VALUE);
    }

    @Override
    public Prepared prepare(List<Tensor> inputs, List<String> outputs) {
        return new OnnxRequest(inputs, outputs, joining.weight(inputs, outputs));
    }

    @Override
    public void run(List<Prepared> batch, Answers answers) {
        List<OnnxRequest> requests = batch.stream().map(OnnxRequest.class::cast).toList();
        List<String> outputs = requests.getFirst().outputs();
        if (requests.size() == 1) {
            answers.answer(0, run(requests.getFirst().inputs(), outputs));
            return;
        }
        List<Integer> counts =
                requests.stream().map(request -> request.weight().rows()).toList();
        List<List<Tensor>> parts =
                run(Joining.join(requests.stream().map(OnnxRequest::inputs).toList()), outputs).stream()
                        .map(output -> Rows.part(output, counts))
                        .toList();
        for (int i = 0; i < requests.size(); i++) {
            int index = i;
            answers.answer(i, parts.stream().map(part -> part.get(index)).toList());
        }
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
