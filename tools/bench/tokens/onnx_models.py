"""Writes NAME.onnx from NAME.npz: one token with the keys and values so far, in one buffer for the longest text, by ONNX
Runtime's own operation GroupQueryAttention, as its generator has it.

Usage: onnx_models.py FOLDER NAME...
"""
import pathlib
import sys

import numpy as np
from onnx import TensorProto, helper, numpy_helper, save
from sizes import SIZES

OPSETS = [helper.make_opsetid("", 20), helper.make_opsetid("com.microsoft", 1)]
IR = 9


class Graph:
    def __init__(self, weights):
        self.weights = iter(weights)
        self.nodes = []
        self.constants = []
        self.inputs = []
        self.outputs = []
        self.count = 0

    def constant(self, array):
        name = f"c{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def weight(self, *shape):
        array = next(self.weights)
        return self.constant(array.reshape(shape) if shape else array)

    def add(self, op, *inputs, outputs=None, domain="", **attributes):
        self.count += 1
        names = outputs or [f"v{self.count}"]
        self.nodes.append(helper.make_node(op, inputs, names, domain=domain, **attributes))
        return names[0]

    def norm(self, x):
        return self.add("LayerNormalization", x, self.weight(), self.weight(), axis=-1, epsilon=1e-5)

    def dense(self, x, inputs, outputs):
        return self.add("Add", self.add("MatMul", x, self.weight(inputs, outputs)), self.weight(outputs))

    def attention(self, x, layer, width, heads, steps):
        """The order of the weights is that of Keras: query, key, value, output, each with a bias."""
        query, key, value = (self.dense(x, width, width) for _ in range(3))
        shape = [1, heads, steps, width // heads]
        kept = [f"{name}_{layer}" for name in ("keys", "values")]
        for name in kept:
            self.inputs.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, shape))
            self.outputs.append(helper.make_tensor_value_info(f"new_{name}", TensorProto.FLOAT, shape))
        y = self.add(
            "GroupQueryAttention",
            *(query, key, value, *kept, "length", "total"),
            outputs=[f"attention_{layer}", *(f"new_{name}" for name in kept)],
            domain="com.microsoft",
            num_heads=heads,
            kv_num_heads=heads,
        )
        return self.dense(y, width, width)


def build(weights, layers, width, heads, words, steps):
    graph = Graph(weights)
    integers = helper.make_tensor_value_info
    graph.inputs += [
        integers("token", TensorProto.INT64, [1, 1]),
        integers("position", TensorProto.INT64, [1, 1]),
        integers("length", TensorProto.INT32, [1]),
        integers("total", TensorProto.INT32, []),
    ]
    x = graph.add("Add", graph.add("Gather", graph.weight(), "token"), graph.add("Gather", graph.weight(), "position"))
    for layer in range(layers):
        x = graph.add("Add", x, graph.attention(graph.norm(x), layer, width, heads, steps))
        y = graph.add("Gelu", graph.dense(graph.norm(x), width, 4 * width))
        x = graph.add("Add", x, graph.dense(y, 4 * width, width))
    graph.add("MatMul", graph.norm(x), graph.weight(), outputs=["logits"])
    graph.outputs.insert(0, helper.make_tensor_value_info("logits", TensorProto.FLOAT, [1, 1, words]))
    made = helper.make_graph(graph.nodes, "gpt", graph.inputs, graph.outputs, graph.constants)
    return helper.make_model(made, opset_imports=OPSETS, ir_version=IR)


def main():
    folder = pathlib.Path(sys.argv[1])
    for name in sys.argv[2:]:
        with np.load(folder / f"{name}.npz") as arrays:
            save(build([arrays[key] for key in arrays.files], *SIZES[name]), folder / f"{name}.onnx")


main()
