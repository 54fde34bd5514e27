"""Writes NAME.onnx of all works but networks from the weights in NAME.h5, in the form that ONNX Runtime and OpenVINO run
best: one LSTM or GRU node for each layer, with the time axis first.

Usage: onnx_models.py FOLDER
"""
import json
import pathlib
import sys

import h5py
import numpy as np
from onnx import TensorProto, helper, numpy_helper
from works import WORKS

OPSET = 17
IR = 8


class Graph:
    """An ONNX graph that grows."""

    def __init__(self):
        self.nodes = []
        self.weights = []
        self.count = 0

    def weight(self, array):
        name = f"w{len(self.weights)}"
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def add(self, op, *inputs, outputs=1, **attributes):
        names = [f"v{self.count + i}" for i in range(outputs)]
        self.count += outputs
        self.nodes.append(helper.make_node(op, inputs, names, **attributes))
        return names if outputs > 1 else names[0]

    def recurrent(self, cell, x, weights, states):
        """Outputs of all steps, shape (time, 1, batch, units), and the last states."""
        kernel, recurrent, bias = weights
        units = recurrent.shape[0]
        gates = {"lstm": (0, 3, 1, 2), "gru": (0, 1, 2)}[cell]

        def arrange(array):
            columns = np.split(array, len(gates), axis=-1)
            return np.concatenate([columns[g] for g in gates], axis=-1)

        both = bias if bias.ndim == 2 else np.stack([bias, np.zeros_like(bias)])
        both = np.concatenate([arrange(b) for b in both])[None]
        inputs = [x, self.weight(arrange(kernel).T[None]), self.weight(arrange(recurrent).T[None]), self.weight(both), ""]
        if cell == "lstm":
            return self.add("LSTM", *inputs, *states, outputs=3, hidden_size=units)
        return self.add("GRU", *inputs, *states, outputs=2, hidden_size=units, linear_before_reset=1)

    def dense(self, x, weights, activation):
        y = self.add("Gemm", x, *map(self.weight, weights))
        if activation == "softmax":
            return self.add("Softmax", y, axis=-1)
        return self.add("Relu", y) if activation == "relu" else y


def read_layers(path):
    """Name of the class, config and weights of each layer of a Sequential model."""
    with h5py.File(path) as file:
        config = json.loads(file.attrs["model_config"])["config"]
        for layer in config["layers"]:
            group = file["model_weights"].get(layer["config"]["name"])
            names = group.attrs["weight_names"] if group else []
            yield layer["class_name"], layer["config"], [group[name][()] for name in names]


def time_first(graph, work, x):
    batch, time, features = work.shape
    if batch == 1 or time == 1:
        return graph.add("Reshape", x, graph.weight(np.array([time, batch, features], np.int64)))
    return graph.add("Transpose", x, perm=[1, 0, 2])


def build(work, layers):
    graph = Graph()
    value = "x"
    inputs = [("x", work.shape)]
    outputs = []
    steps = None
    for name, config, weights in layers:
        if name in ("LSTM", "GRU"):
            states = []
            if work.kind == "step":
                shape = (1, work.shape[0], config["units"])
                inputs += [("h", shape), ("c", shape)]
                states = ["h", "c"]
            if steps is None:
                value = time_first(graph, work, value)
            steps, *last = graph.recurrent(name.lower(), value, weights, states)
            units = config["units"]
            if work.kind == "step":
                outputs = [(v, (1, work.shape[0], units)) for v in last]
            elif config["return_sequences"]:
                value = graph.add("Reshape", steps, graph.weight(np.array([-1, work.shape[0], units], np.int64)))
            else:
                outputs = [(last[0], (1, work.shape[0], units))]
        elif name == "LeakyReLU":
            value = graph.add("LeakyRelu", value, alpha=config["alpha"])
        elif name == "Flatten":
            # Time comes first and the batch is 1, so this is Keras's order.
            value = graph.add("Reshape", value, graph.weight(np.array([1, -1], np.int64)))
        elif name == "Dense":
            value = graph.dense(value, weights, config["activation"])
            outputs = [(value, (work.shape[0], config["units"]))]
    def info(pairs):
        return [helper.make_tensor_value_info(n, TensorProto.FLOAT, s) for n, s in pairs]

    made = helper.make_graph(graph.nodes, work.name, info(inputs), info(outputs), graph.weights)
    return helper.make_model(made, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=IR)


def main():
    folder = pathlib.Path(sys.argv[1])
    for work in (w for w in WORKS if w.kind != "network"):
        model = build(work, read_layers(folder / f"{work.name}.h5"))
        (folder / f"{work.name}.onnx").write_bytes(model.SerializeToString())


if __name__ == "__main__":
    main()
