#!/usr/bin/env python3
"""Trains the small dense network of this folder and records what it answers.

100 numbers -> 64 relu -> 32 relu -> 1 sigmoid, trained on data made here with a fixed seed: a point is positive
when it lies on one side of a curved surface through the first ten of its hundred coordinates.
Writes model.onnx and answers.json beside this file. See README.md.
"""
import json
import os
import pathlib

# Read when onnxruntime is loaded.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

HERE = pathlib.Path(__file__).parent
SEED = 20260101
WIDTHS = [100, 64, 32, 1]
POINTS, HELD_BACK, EPOCHS, BATCH, RATE = 8000, 2000, 60, 64, 1e-3


def make_data(random):
    x = random.normal(size=(POINTS, WIDTHS[0])).astype(np.float32)
    surface = x[:, :5].sum(axis=1) + x[:, 5] * x[:, 6] - x[:, 7] ** 2 + np.abs(x[:, 8]) + 0.5 * x[:, 9]
    return x, (surface > np.median(surface)).astype(np.float32)[:, None]


def start(random):
    layers = []
    for fan_in, fan_out in zip(WIDTHS, WIDTHS[1:]):
        layers.append(random.normal(scale=np.sqrt(2 / fan_in), size=(fan_in, fan_out)).astype(np.float32))
        layers.append(np.zeros(fan_out, dtype=np.float32))
    return layers


def forward(layers, x):
    """The values after every layer, the input first."""
    values = [x]
    for i in range(0, len(layers), 2):
        z = values[-1] @ layers[i] + layers[i + 1]
        last = i == len(layers) - 2
        values.append(1 / (1 + np.exp(-z)) if last else np.maximum(z, 0))
    return values


def gradients(layers, x, y):
    values = forward(layers, x)
    error = (values[-1] - y) / len(x)
    result = [None] * len(layers)
    for i in range(len(layers) - 2, -1, -2):
        result[i] = values[i // 2].T @ error + 1e-4 * layers[i]
        result[i + 1] = error.sum(axis=0)
        error = (error @ layers[i].T) * (values[i // 2] > 0)
    return result


def train(layers, x, y, random):
    """Adam."""
    first, second = [np.zeros_like(v) for v in layers], [np.zeros_like(v) for v in layers]
    step = 0
    for _ in range(EPOCHS):
        order = random.permutation(len(x))
        for batch in range(0, len(x), BATCH):
            rows = order[batch:batch + BATCH]
            step += 1
            for i, gradient in enumerate(gradients(layers, x[rows], y[rows])):
                first[i] = 0.9 * first[i] + 0.1 * gradient
                second[i] = 0.999 * second[i] + 0.001 * gradient**2
                layers[i] = layers[i] - RATE * (first[i] / (1 - 0.9**step)) / (
                    np.sqrt(second[i] / (1 - 0.999**step)) + 1e-8)
    return [v.astype(np.float32) for v in layers]


def export(layers):
    nodes, weights, name = [], [], "x"
    for i in range(0, len(layers), 2):
        n = i // 2
        weights += [numpy_helper.from_array(layers[i], f"weight{n}"), numpy_helper.from_array(layers[i + 1], f"bias{n}")]
        nodes.append(helper.make_node("Gemm", [name, f"weight{n}", f"bias{n}"], [f"sum{n}"]))
        last = i == len(layers) - 2
        name = "probability" if last else f"hidden{n}"
        nodes.append(helper.make_node("Sigmoid" if last else "Relu", [f"sum{n}"], [name]))
    graph = helper.make_graph(
        nodes, "dense",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["batch", WIDTHS[0]])],
        [helper.make_tensor_value_info("probability", TensorProto.FLOAT, ["batch", 1])],
        weights)
    # Old enough for every runtime in use.
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(model, full_check=True)
    onnx.save(model, HERE / "model.onnx")


def record(x, y):
    session = onnxruntime.InferenceSession(HERE / "model.onnx", providers=["CPUExecutionProvider"])
    (answers,) = session.run(["probability"], {"x": x})
    (HERE / "answers.json").write_text(json.dumps({
        "origin": f"Python onnxruntime {onnxruntime.__version__}, CPU, by train.py; inputs held back from training",
        "inputs": [[float(str(v)) for v in row] for row in x],
        "labels": [int(v) for v in y[:, 0]],
        "probability": [[float(str(v)) for v in row] for row in answers],
    }, indent=None, separators=(",", ":")) + "\n")


def main():
    random = np.random.default_rng(SEED)
    x, y = make_data(random)
    layers = train(start(random), x[HELD_BACK:], y[HELD_BACK:], random)
    right = ((forward(layers, x[:HELD_BACK])[-1] > 0.5) == (y[:HELD_BACK] > 0.5)).mean()
    print(f"accuracy on {HELD_BACK} points held back: {right:.3f}")
    export(layers)
    record(x[:8], y[:8])


if __name__ == "__main__":
    main()
