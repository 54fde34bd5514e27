"""Writes NAME.onnx from NAME.npz, with ONNX Runtime's own operations for attention, as its exporters make it: a classifier
of a whole text, or one token of a text with the keys and values so far, in one buffer for the longest text.

Usage: onnx_models.py FOLDER NAME...
"""
import pathlib
import sys

import numpy as np
from onnx import TensorProto, helper, numpy_helper, save
from sizes import SIZES

OPSETS = [helper.make_opsetid("", 20), helper.make_opsetid("com.microsoft", 1)]
IR = 9
INTEGERS = helper.make_tensor_value_info


class Graph:
    def __init__(self, weights):
        self.weights = weights
        self.nodes = []
        self.constants = {}
        self.inputs = []
        self.outputs = []

    def constant(self, name, array=None):
        own = f"{name}.constant"
        if name not in self.constants:
            array = self.weights[name] if array is None else array
            self.constants[name] = numpy_helper.from_array(np.array(array, order="C"), own)
        return own

    def add(self, op, *inputs, outputs=None, domain="", **attributes):
        names = outputs or [f"v{len(self.nodes)}"]
        self.nodes.append(helper.make_node(op, inputs, names, domain=domain, **attributes))
        return names[0]

    def table(self, name, indices):
        return self.add("Gather", self.constant(name), indices)

    def norm(self, x, part, epsilon):
        names = (self.constant(f"{part}.{name}") for name in ("gamma", "beta"))
        return self.add("LayerNormalization", x, *names, axis=-1, epsilon=epsilon)

    def dense(self, x, part, inputs=None):
        kernel = self.weights[f"{part}.w"]
        matrix = kernel.reshape(inputs or kernel.shape[0], -1)
        product = self.add("MatMul", x, self.constant(f"{part}.w", matrix))
        return self.add("Add", product, self.constant(f"{part}.b", self.weights[f"{part}.b"].reshape(-1)))

    def inputs_of_attention(self, x, i, width):
        return [self.dense(x, f"{i}.{name}", width) for name in ("query", "key", "value")]


def bert(graph, layers, width, heads, inner, words, steps):
    graph.inputs += [INTEGERS(name, TensorProto.INT64, [1, "steps"]) for name in ("token_ids", "segment_ids", "positions")]
    graph.inputs.append(INTEGERS("padding_mask", TensorProto.INT32, [1, "steps"]))
    x = graph.add("Add", graph.table("tokens", "token_ids"), graph.table("positions", "positions"))
    x = graph.norm(graph.add("Add", x, graph.table("segments", "segment_ids")), "first_norm", 1e-12)
    for i in range(layers):
        query = graph.inputs_of_attention(x, i, width)
        y = graph.add("MultiHeadAttention", *query, "", "padding_mask", domain="com.microsoft", num_heads=heads)
        x = graph.norm(graph.add("Add", x, graph.dense(y, f"{i}.output", width)), f"{i}.norm", 1e-12)
        y = graph.add("Gelu", graph.dense(x, f"{i}.inner"), approximate="tanh")
        x = graph.norm(graph.add("Add", x, graph.dense(y, f"{i}.outer")), f"{i}.last_norm", 1e-12)
    first = graph.add("Gather", x, graph.constant("first", np.array(0)), axis=1)
    pooled = graph.add("Tanh", graph.dense(first, "pooled"))
    graph.add("Identity", graph.dense(pooled, "logits"), outputs=["logits_out"])
    graph.outputs.append(helper.make_tensor_value_info("logits_out", TensorProto.FLOAT, [1, "classes"]))


def gpt2(graph, layers, width, heads, inner, words, steps):
    graph.inputs += [
        INTEGERS("token", TensorProto.INT64, [1, 1]),
        INTEGERS("position", TensorProto.INT64, [1, 1]),
        INTEGERS("length", TensorProto.INT32, [1]),
        INTEGERS("total", TensorProto.INT32, []),
    ]
    graph.outputs.append(helper.make_tensor_value_info("logits", TensorProto.FLOAT, [1, words]))
    x = graph.add("Add", graph.table("tokens", "token"), graph.table("positions", "position"))
    for i in range(layers):
        kept = [f"{name}_{i}" for name in ("keys", "values")]
        shape = [1, heads, steps, width // heads]
        for name in kept:
            graph.inputs.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, shape))
            graph.outputs.append(helper.make_tensor_value_info(f"new_{name}", TensorProto.FLOAT, shape))
        y = graph.add(
            "GroupQueryAttention",
            *graph.inputs_of_attention(graph.norm(x, f"{i}.norm", 1e-5), i, width),
            *kept,
            "length",
            "total",
            outputs=[f"attention_{i}", *(f"new_{name}" for name in kept)],
            domain="com.microsoft",
            num_heads=heads,
            kv_num_heads=heads,
        )
        x = graph.add("Add", x, graph.dense(y, f"{i}.output", width))
        y = graph.add("Gelu", graph.dense(graph.norm(x, f"{i}.last_norm", 1e-5), f"{i}.inner"), approximate="tanh")
        x = graph.add("Add", x, graph.dense(y, f"{i}.outer"))
    last = graph.add("Reshape", graph.norm(x, "final_norm", 1e-5), graph.constant("row", np.array([1, width])))
    # The table of the tokens, which is there once.
    graph.add("Gemm", last, graph.constant("tokens"), transB=1, outputs=["logits"])


def main():
    folder = pathlib.Path(sys.argv[1])
    for name in sys.argv[2:]:
        kind, *sizes = SIZES[name]
        with np.load(folder / f"{name}.npz") as arrays:
            graph = Graph({key: arrays[key] for key in arrays.files})
        (bert if kind == "bert" else gpt2)(graph, *sizes)
        made = helper.make_graph(graph.nodes, kind, graph.inputs, graph.outputs, list(graph.constants.values()))
        save(helper.make_model(made, opset_imports=OPSETS, ir_version=IR), folder / f"{name}.onnx")


main()
