package dev.modelservice.runtime.engine.onnx;

import dev.modelservice.runtime.engine.Answers;
import dev.modelservice.runtime.engine.BatchLimits;
import dev.modelservice.runtime.engine.EngineException;
import dev.modelservice.runtime.engine.Prepared;
import dev.modelservice.runtime.engine.Rows;
import dev.modelservice.runtime.engine.TensorEngine;
import dev.modelservice.runtime.request.DataType;
import dev.modelservice.runtime.request.RejectedException;
import dev.modelservice.runtime.request.Signature;
import dev.modelservice.runtime.request.Task;
import dev.modelservice.runtime.request.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;

/** A model in ONNX Runtime, whose tensors are the client's. */
final class OnnxEngine implements TensorEngine {

    private static final int ROWS = 64;
    /** One is prepared and answered while the other runs, with all threads; more would only make batches smaller. */
    private static final int JOINED_RUNS = 2;

    private final NativeSession session;
    private final Signature signature;
    private final Joining joining;
    private final int maxRows;

    /** Takes over the session. */
    OnnxEngine(NativeSession session, Signature signature, OptionalInt maxRows) {
        this.session = session;
        this.signature = signature;
        this.maxRows = maxRows.orElse(ROWS);
        this.joining = this.maxRows == 1 ? Joining.none() : Joining.tried(signature, this::run);
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
        return new BatchLimits(joining.allowed() ? maxRows : 1, Long.MAX_VALUE);
    }

    @Override
    public OptionalInt runsAtOnce() {
        return joining.allowed() ? OptionalInt.of(JOINED_RUNS) : OptionalInt.empty();
    }

    @Override
    public Prepared prepare(List<Tensor> inputs, List<String> outputs) {
        inputs.forEach(OnnxEngine::refuseNul);
        return new OnnxRequest(inputs, outputs, joining.weight(inputs, outputs));
    }

    private static void refuseNul(Tensor input) {
        if (input.datatype() == DataType.BYTES && input.texts().stream().anyMatch(text -> text.indexOf('\0') >= 0)) {
            throw RejectedException.malformed(
                    "input '%s': a text has the character U+0000, at which ONNX Runtime would cut it off"
                            .formatted(input.name()));
        }
    }

    @Override
    public void run(List<Prepared> batch, Answers answers) {
        List<List<Tensor>> requests = new ArrayList<>(batch.size());
        batch.forEach(prepared -> requests.add(((OnnxRequest) prepared).inputs()));
        List<String> outputs = ((OnnxRequest) batch.getFirst()).outputs();
        List<List<Tensor>> parts = batch.size() == 1
                ? List.of(run(requests.getFirst(), outputs))
                : session.run(requests, outputs, joined -> part(joined, batch));
        for (int i = 0; i < parts.size(); i++) {
            answers.answer(i, parts.get(i));
        }
    }

    /** Each request's rows of the joined answers. */
    private static List<List<Tensor>> part(List<Tensor> joined, List<Prepared> batch) {
        int rows = batch.stream().mapToInt(prepared -> prepared.weight().rows()).sum();
        for (Tensor output : joined) {
            if (output.shape().rank() == 0 || output.shape().dimension(0) != rows) {
                throw new EngineException(
                        "the model's '%s' has the shape %s for %d rows of several requests"
                                .formatted(output.name(), output.shape(), rows),
                        null);
            }
        }
        List<List<Tensor>> parts = new ArrayList<>(batch.size());
        int start = 0;
        for (Prepared request : batch) {
            int end = start + request.weight().rows();
            List<Tensor> part = new ArrayList<>(joined.size());
            for (Tensor output : joined) {
                part.add(Rows.copy(output, start, end));
            }
            parts.add(part);
            start = end;
        }
        return parts;
    }

    @Override
    public <T> T run(List<Tensor> inputs, List<String> outputs, Function<List<Tensor>, T> look) {
        return session.run(List.of(inputs), outputs, look);
    }

    @Override
    public void close() {
        session.close();
    }
}
