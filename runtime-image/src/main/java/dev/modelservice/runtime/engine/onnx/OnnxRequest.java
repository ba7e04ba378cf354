package dev.modelservice.runtime.engine.onnx;

import dev.modelservice.runtime.batch.Weight;
import dev.modelservice.runtime.engine.Prepared;
import dev.modelservice.runtime.request.Tensor;
import java.util.List;

/** Tensors for a session; its weight says which others it can be joined with. */
record OnnxRequest(List<Tensor> inputs, List<String> outputs, Weight weight) implements Prepared {}
