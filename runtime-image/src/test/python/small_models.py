#!/usr/bin/env python3
"""Makes the small ONNX models in src/test/resources/models. Needs onnx (see examples/dense/requirements.txt)."""
import pathlib

import numpy
import onnx
from onnx import TensorProto as T
from onnx import helper

OUT = pathlib.Path(__file__).parent.parent / "resources" / "models"
TYPES = {
    "BOOL": T.BOOL, "INT8": T.INT8, "INT16": T.INT16, "INT32": T.INT32, "INT64": T.INT64, "UINT8": T.UINT8,
    "FP16": T.FLOAT16, "FP32": T.FLOAT, "FP64": T.DOUBLE, "BYTES": T.STRING,
}
WIDE = {"UINT16": T.UINT16, "UINT32": T.UINT32, "UINT64": T.UINT64}


def save(name, nodes, inputs, outputs, opset=17, ir_version=8):
    graph = helper.make_graph(nodes, name, inputs, outputs)
    opsets = [helper.make_opsetid("", opset)]
    if any(node.domain for node in nodes):
        opsets.append(helper.make_opsetid("ai.onnx.ml", 3))
    model = helper.make_model(graph, opset_imports=opsets, ir_version=ir_version)
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
# The wider unsigned integers, in and out, and out alone.
save("wide-unsigned",
     [helper.make_node("Identity", [n], [n + "_out"]) for n in WIDE],
     [value(n, t, ["n"]) for n, t in WIDE.items()], [value(n + "_out", t, ["n"]) for n, t in WIDE.items()])
save("wide-unsigned-out",
     [helper.make_node("Cast", ["x"], [n], to=t) for n, t in WIDE.items()],
     [value("x", T.INT64, ["n"])], [value(n, t, ["n"]) for n, t in WIDE.items()])
# A number without a shape, in and out.
save("scalar", [helper.make_node("Neg", ["x"], ["y"])], [value("x", T.FLOAT, [])], [value("y", T.FLOAT, [])])
# What scikit-learn's converter writes for a classifier unless told not to: a map of each row.
save("zipmap",
     [helper.make_node("ArgMax", ["x"], ["label"], axis=1, keepdims=0),
      helper.make_node("ZipMap", ["x"], ["probability"], domain="ai.onnx.ml", classlabels_strings=["no", "perhaps", "yes"])],
     [value("x", T.FLOAT, ["n", 3])],
     [value("label", T.INT64, ["n"]),
      helper.make_value_info("probability", helper.make_sequence_type_proto(
          helper.make_map_type_proto(T.STRING, helper.make_tensor_type_proto(T.FLOAT, None))))])
# Texts outside of Unicode's first plane, looked up in a table and written out of one.
save("emoji",
     [helper.make_node("LabelEncoder", ["text"], ["number"], domain="ai.onnx.ml", keys_strings=["\U0001F600", "東"],
                       values_int64s=[1, 2], default_int64=-1),
      helper.make_node("LabelEncoder", ["number"], ["back"], domain="ai.onnx.ml", keys_int64s=[1, 2],
                       values_strings=["\U0001F600", "東"], default_string="?")],
     [value("text", T.STRING, ["n"])], [value("number", T.INT64, ["n"]), value("back", T.STRING, ["n"])])
# Rows that can be joined; rows that look at each other; rows of a picture that must be large enough.
save("strangers", [helper.make_node("Softmax", ["x"], ["y"], axis=1)],
     [value("x", T.FLOAT, ["n", "m"])], [value("y", T.FLOAT, ["n", "m"])])
save("company",
     [helper.make_node("ReduceMax", ["x"], ["most"], axes=[0]), helper.make_node("Sub", ["x", "most"], ["y"])],
     [value("x", T.FLOAT, ["n", 2])], [value("y", T.FLOAT, ["n", 2])])
save("picture",
     [helper.make_node("AveragePool", ["x"], ["y"], kernel_shape=[9, 9])],
     [value("x", T.FLOAT, ["n", 1, "height", "width"])], [value("y", T.FLOAT, ["n", 1, "h", "w"])])
# What V2 has no name for.
save("bfloat16", [helper.make_node("Cast", ["x"], ["y"], to=T.BFLOAT16)],
     [value("x", T.FLOAT, ["n"])], [value("y", T.BFLOAT16, ["n"])])
save("float8", [helper.make_node("Cast", ["x"], ["y"], to=T.FLOAT8E4M3FN)],
     [value("x", T.FLOAT, ["n"])], [value("y", T.FLOAT8E4M3FN, ["n"])], opset=19, ir_version=9)
save("sequence", [helper.make_node("SplitToSequence", ["x"], ["y"], axis=0)],
     [value("x", T.FLOAT, ["n"])], [helper.make_tensor_sequence_value_info("y", T.FLOAT, None)])
# An index out of range is only seen by the engine.
save("lookup",
     [helper.make_node("Gather", ["table", "index"], ["y"])],
     [value("table", T.FLOAT, ["n"]), value("index", T.INT64, ["m"])], [value("y", T.FLOAT, ["m"])])


def broken(name, node, opset=17, ir_version=8, weights=()):
    """A model that cannot be opened, which the checker would not let pass."""
    graph = helper.make_graph([node], "g", [value("x", T.FLOAT, [1])], [value("y", T.FLOAT, [1])], weights)
    opsets = [helper.make_opsetid("", opset), helper.make_opsetid("com.example", 1)]
    (OUT / name).mkdir(exist_ok=True)
    onnx.save(helper.make_model(graph, opset_imports=opsets[:2 if node.domain else 1], ir_version=ir_version), OUT / name / "model.onnx")


# A name from a standard that does not exist yet; a format of the future; operators that nobody has.
broken("opset-99", helper.make_node("Identity", ["x"], ["y"]), opset=99)
broken("ir-99", helper.make_node("Identity", ["x"], ["y"]), ir_version=99)
broken("custom-operator", helper.make_node("Magic", ["x"], ["y"], domain="com.example"))
broken("unknown-operator", helper.make_node("Magik", ["x"], ["y"]))


def outside(location):
    """Four numbers that are in another file."""
    weights = T(name="w", data_type=T.FLOAT, dims=[4], data_location=T.EXTERNAL)
    for key, text in (("location", location), ("offset", "0"), ("length", "16")):
        weights.external_data.add(key=key, value=text)
    return weights


# Weights in a file beside the model's, somewhere else, and in a constant of a graph within the graph.
for name, location in (("external", "weights.bin"), ("external-absolute", "/etc/hostname"), ("external-above", "../lookup/model.onnx")):
    broken(name, helper.make_node("Add", ["x", "w"], ["y"]), weights=[outside(location)])
(OUT / "external" / "weights.bin").write_bytes(numpy.arange(4, dtype=numpy.float32).tobytes())
branch = helper.make_graph([helper.make_node("Constant", [], ["c"], value=outside("../elsewhere.bin"))], "branch", [], [value("c", T.FLOAT, [4])])
broken("external-within", helper.make_node("If", ["x"], ["y"], then_branch=branch, else_branch=branch))
