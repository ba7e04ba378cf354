#!/usr/bin/env python3
"""Makes the small ONNX models in src/test/resources/models. Needs onnx (see examples/dense/requirements.txt)."""
import pathlib

import onnx
from onnx import TensorProto as T
from onnx import helper

OUT = pathlib.Path(__file__).parent.parent / "resources" / "models"
TYPES = {
    "BOOL": T.BOOL, "INT8": T.INT8, "INT16": T.INT16, "INT32": T.INT32, "INT64": T.INT64, "UINT8": T.UINT8,
    "FP16": T.FLOAT16, "FP32": T.FLOAT, "FP64": T.DOUBLE, "BYTES": T.STRING,
}
WIDE = {"UINT16": T.UINT16, "UINT32": T.UINT32, "UINT64": T.UINT64}


def save(name, nodes, inputs, outputs):
    graph = helper.make_graph(nodes, name, inputs, outputs)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(model, full_check=True)
    folder = OUT / name
    folder.mkdir(parents=True, exist_ok=True)
    onnx.save(model, folder / "model.onnx")


def value(name, kind, shape):
    return helper.make_tensor_value_info(name, kind, shape)


# Every datatype goes in and comes out; FP32 also as its logarithm, which can be NaN or infinite.
save("every-datatype",
     [helper.make_node("Identity", [n], [n + "_out"]) for n in TYPES] + [helper.make_node("Log", ["FP32"], ["log"])],
     [value(n, t, ["n"]) for n, t in TYPES.items()],
     [value(n + "_out", t, ["n"]) for n, t in TYPES.items()] + [value("log", T.FLOAT, ["n"])])
# The wider unsigned integers can only come out.
save("wide-unsigned-out",
     [helper.make_node("Cast", ["x"], [n], to=t) for n, t in WIDE.items()],
     [value("x", T.INT64, ["n"])], [value(n, t, ["n"]) for n, t in WIDE.items()])
save("wide-unsigned-in",
     [helper.make_node("Identity", ["x"], ["y"])], [value("x", T.UINT32, ["n"])], [value("y", T.UINT32, ["n"])])
# An index out of range is only seen by the engine.
save("lookup",
     [helper.make_node("Gather", ["table", "index"], ["y"])],
     [value("table", T.FLOAT, ["n"]), value("index", T.INT64, ["m"])], [value("y", T.FLOAT, ["m"])])
# A name from a standard that does not exist yet.
graph = helper.make_graph([helper.make_node("Identity", ["x"], ["y"])], "g", [value("x", T.FLOAT, [1])], [value("y", T.FLOAT, [1])])
(OUT / "opset-99").mkdir(exist_ok=True)
onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 99)], ir_version=8), OUT / "opset-99" / "model.onnx")
