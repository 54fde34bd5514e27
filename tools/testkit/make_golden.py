#!/usr/bin/env python3
"""Records what Keras makes of a model, for Cornu to compare with: a golden.

  make_golden.py MODEL [--inputs X.npz] [--layers] [--steps N[,N...]] [--batch N] [--seed N] [--output G.npz]

writes MODEL's inputs and outputs to a .npz file, by default model.golden.npz beside model.h5. Without --inputs they are
random but plausible: indices that an Embedding has, texts of known words, masks of 0 and 1, padded sequences where
something is masked. A stateful model is called several times, and its states are recorded after each call. --layers
records what every layer gave, so that a difference can be traced to the first layer that shows it. In Python:

  from make_golden import make_golden
  make_golden(model, "src/test/models/churn.golden.npz", layers=True)

which also is the way for models that Keras writes but cannot load, and for those with layers of your own. Needs Keras 2 or 3 and NumPy, nothing else; may be copied. Run it on a CPU: GPUs round to fewer digits.

The arrays are input_0, ... and output_0, ...; by name if the model takes or gives a dictionary; layer_<path> (the second
output of a layer: layer_<path>:1), where the path of a layer in a model in the model is outer/inner; state_<path>_<k>; of
several calls with call1_, call2_, ... in front; and `about`, a text of JSON with the version of Keras and the seed.

Exit code 0: written. 1: a bad model or input. 2: wrong usage.
"""
import argparse
import io
import json
import os
import pathlib
import re
import secrets
import sys
import zipfile

import numpy as np

# What hands its numbers on as they are.
PASSING = {
    "Cast", "Concatenate", "Cropping1D", "Cropping2D", "Dropout", "ExpandDims", "Flatten", "GetItem", "Identity",
    "InputLayer", "Masking", "Permute", "RepeatVector", "Reshape", "SlicingOpLambda", "SpatialDropout1D", "Squeeze",
    "Stack", "Transpose", "ZeroPadding1D", "ZeroPadding2D",
}
PASSING_FUNCTIONS = ("tf.cast", "tf.concat", "tf.expand_dims", "tf.reshape", "tf.squeeze", "tf.stack", "tf.transpose")
# Inputs, and functions, which may give shapes and other things that are no tensors to Cornu.
UNRECORDED = {"InputLayer", "SlicingOpLambda", "TFOpLambda", "TensorFlowOpLayer"}
# What takes whole numbers from 0, and the attribute that tells how many.
INDEXED = {
    "Embedding": "input_dim", "ReversibleEmbedding": "input_dim", "CategoryEncoding": "num_tokens",
    "OneHot": "num_classes", "TokenAndPositionEmbedding": "vocabulary_size",
}
# Lengths of time and of the sides of images that a model leaves free, tried in turn: short ones may not fit its windows,
# and some must be equal.
STEPS = (7, 32, 128, 7)
SIDES = (32, 64, 256, 7)
CHUNKS = (4, 3, 5)


class GoldenError(Exception):
    """Something is wrong with the model or the inputs."""


def make_golden(model, path, inputs=None, *, layers=False, steps=None, batch=3, seed=0):
    """Calls a model, which stays as it is, and writes the golden. Returns the arrays.

    model: of Keras 2, tf.keras or Keras 3
    path: of the .npz file
    inputs: an array, a list of arrays, or a dictionary by the names of the inputs or by the names of a golden, which may
        hold several calls; by default random ones
    layers: whether to record what every layer gave
    steps: a number, or one for each of several calls: the time steps of random inputs, where the model leaves them free
    batch: samples of random inputs, where the model leaves them free
    seed: of random inputs
    """
    steps = None if steps is None else [int(number) for number in np.atleast_1d(steps)]
    about = {"keras": version(model)}
    if inputs is None:
        about["seed"] = seed
        arrays = record_random(model, layers, steps, batch, seed)
    else:
        arrays = record(model, given_calls(model, inputs), layers)
    for name, value in arrays.items():
        if "output_" in name and value.dtype.kind == "f":
            if not np.isfinite(value).all():
                print(f"make_golden: warning: {name} is not finite everywhere", file=sys.stderr)
            elif value.size > 1 and np.ptp(value) == 0:
                print(f"make_golden: warning: all of {name} is {value.flat[0]}, which proves little", file=sys.stderr)
    arrays["about"] = np.array(json.dumps(about))
    save(path, arrays)
    return arrays


# Calls.


def record_random(model, layers, steps, batch, seed):
    """Makes inputs and calls the model with them; with longer ones if nobody said how long and the model fails."""
    stateful = any(True for _ in state_variables(model, any_state=True))
    for attempt, (length, side) in enumerate(zip(STEPS, SIDES)):
        chunks = steps or (list(CHUNKS) if stateful else [length])
        random = np.random.default_rng(seed)
        calls = [Inputs(model, random, number, side, batch, steps is not None).make() for number in chunks]
        try:
            return record(model, calls, layers)
        except GoldenError:
            raise
        except Exception:
            if stateful or attempt == len(STEPS) - 1 or not any(None in free[1:] for free in input_shapes(model)):
                raise


def record(model, calls, layers):
    """The arrays of a golden."""
    before = {name: to_numpy(variable) for name, variable in state_variables(model)}
    for _, variable in state_variables(model):
        variable.assign(np.zeros(variable.shape))
    arrays = {}
    try:
        for number, inputs in enumerate(calls, 1):
            prefix = f"call{number}_" if len(calls) > 1 else ""
            for name, value in zip(input_keys(model, len(inputs)), inputs):
                arrays[prefix + name] = value
            outputs, activations = call(model, inputs, layers)
            for name, value in outputs.items():
                arrays[prefix + name] = value
            for name, value in activations.items():
                arrays[prefix + "layer_" + name] = value
            for name, variable in state_variables(model):
                arrays[prefix + "state_" + name] = to_numpy(variable)
    finally:
        for name, variable in state_variables(model):
            variable.assign(before.get(name, np.zeros(variable.shape)))
    return arrays


def call(model, inputs, layers):
    """The outputs and the activations by name."""
    structure = input_structure(model)
    values = inputs
    if any(value.dtype.kind == "U" for value in inputs):
        values = [sys.modules["tensorflow"].constant(value) for value in inputs]
    if isinstance(structure, dict):
        values = dict(zip(structure, values))
    elif len(values) == 1 and not (isinstance(structure, (list, tuple)) and len(structure) == 1 and is_keras3(model)):
        values = values[0]
    if layers and not input_shapes(model):
        model(values, training=False)  # It is made by its first call, which is not recorded.
    recorder = Recorder(model) if layers else None

    def run(given):
        if recorder is None:
            return model(given, training=False), {}
        with recorder:
            return model(given, training=False), recorder.found

    states = [(variable, to_numpy(variable)) for _, variable in state_variables(model)]
    try:
        outputs, activations = run(values)
    except Exception:
        if "tensorflow" not in sys.modules:
            raise
        # On a CPU TensorFlow has convolutions with channels_first, among others, only when it compiles with XLA.
        for variable, value in states:
            variable.assign(value)
        try:
            outputs, activations = sys.modules["tensorflow"].function(run, jit_compile=True)(values)
        except Exception:
            outputs = None
        if outputs is None:
            raise
    if isinstance(outputs, dict):
        named = {f"output_{name}": value for name, value in outputs.items()}
    else:
        named = {f"output_{i}": value for i, value in enumerate(flatten(outputs))}
    return (
        {name: to_numpy(value) for name, value in named.items()},
        {name: to_numpy(value) for name, value in activations.items()},
    )


class Recorder:
    """While it is entered, keeps what the layers of a model give: each at the call of it that its file has first."""

    def __init__(self, model):
        self.found = {}
        self.model = model
        self.stack = []
        self.layers = {}
        self.first = {}
        self.add(model)

    def add(self, model):
        """Looks for the layers of a model and of those inside it."""
        self.first[id(model)] = first_calls(model)
        for layer in inner_layers(model):
            if type(layer).__name__ not in UNRECORDED and id(layer) not in self.layers:
                self.layers[id(layer)] = layer
                if is_model(layer):
                    self.add(layer)

    def __enter__(self):
        self.found.clear()
        self.stack = [("", self.model, {})]
        for layer in self.layers.values():
            for method in ("call", "quantized_call"):
                if hasattr(layer, method):
                    layer.__dict__[method] = self.wrap(layer, getattr(layer, method))

    def __exit__(self, *_):
        for layer in self.layers.values():
            for method in ("call", "quantized_call"):
                layer.__dict__.pop(method, None)

    def wrap(self, layer, method):
        def recorded(*arguments, **keywords):
            prefix, owner, counts = self.stack[-1]
            number = counts.get(id(layer), 0)
            counts[id(layer)] = number + 1
            wanted = owner is not None and number == self.first[id(owner)].get(id(layer), 0)
            path = f"{prefix}{layer.name}"
            self.stack.append((path + "/", layer if wanted and is_model(layer) else None, {}))
            try:
                result = method(*arguments, **keywords)
            finally:
                self.stack.pop()
            if wanted:
                for k, value in enumerate(flatten(result)):
                    if value is not None:
                        self.found.setdefault(path if k == 0 else f"{path}:{k}", value)
            return result

        return unconverted(recorded)


def first_calls(model):
    """For each layer of a functional model, at which of its calls, as they are run, it makes its first node."""
    runs = {}
    for node in nodes(model):
        layer = node_layer(node)
        runs.setdefault(id(layer), []).append(position(layer._inbound_nodes, node))
    return {key: indices.index(min(indices)) for key, indices in runs.items()}


def state_variables(model, prefix="", any_state=False):
    """Names and variables of the states of all stateful layers; with any_state those that are not made yet, too."""
    for layer in inner_layers(model):
        path = prefix + layer.name
        if is_model(layer):
            yield from state_variables(layer, path + "/", any_state)
            continue
        parts = [(path, layer)]
        if type(layer).__name__ == "Bidirectional":
            parts = [(f"{path}/{part.name}", part) for part in (layer.forward_layer, layer.backward_layer)]
        for name, part in parts:
            if getattr(part, "stateful", False) and getattr(part, "states", None) is not None:
                for k, state in enumerate(flatten(part.states)):
                    if state is not None or any_state:
                        yield f"{name}_{k}", state


# Inputs that somebody gives.


def given_calls(model, inputs):
    """The inputs of each call, in the order of the model."""
    if not isinstance(inputs, dict):
        values = inputs if isinstance(inputs, (list, tuple)) else [inputs]
        return [check_count(model, [clean(np.asarray(value)) for value in values])]
    calls = {}
    for key, value in inputs.items():
        match = re.fullmatch(r"(?:call(\d+)_)?(.+)", key)
        calls.setdefault(int(match.group(1) or 1), {})[match.group(2)] = clean(np.asarray(value))
    return [in_order(model, calls[number]) for number in sorted(calls)]


def in_order(model, arrays):
    """By name, by input_<name>, or by input_<position>; what else is in a golden is not looked at."""
    names = input_names(model)
    if not names:
        names = [str(i) for i in range(sum(key.startswith("input_") for key in arrays))]
    for keys in (names, [f"input_{name}" for name in names], [f"input_{i}" for i in range(len(names))]):
        if keys and all(key in arrays for key in keys):
            return [arrays[key] for key in keys]
    expected = [f"input_{i}" for i in range(len(names))]
    raise GoldenError(f"expected the inputs {names} or {expected}, got {list(arrays)}")


def check_count(model, values):
    wanted = len(input_shapes(model))
    if wanted and wanted != len(values):
        raise GoldenError(f"the model has {wanted} inputs, given: {len(values)}")
    return values


# Inputs that nobody gives.


class Inputs:
    """Random inputs that a model can make something of."""

    def __init__(self, model, random, steps, side, batch, steps_given):
        if not input_shapes(model):
            raise GoldenError("it does not tell its inputs: call it once or give --inputs")
        self.model = model
        self.random = random
        self.steps = steps
        self.side = side
        self.batch = batch
        if steps_given and not any(self.is_time(shape, 1) for shape in input_shapes(model)):
            fixed = [shape[1] for shape in input_shapes(model) if len(shape) > 2]
            if steps not in fixed:
                raise GoldenError(f"it takes {fixed[0] if fixed else 'no'} time steps, not {steps}")

    def make(self):
        return [self.one(*spec) for spec in zip(input_shapes(self.model), input_types(self.model), uses(self.model))]

    @staticmethod
    def is_time(shape, axis):
        image = len(shape) == 4 and shape[2] is None
        return shape[axis] is None and (axis == 1 and not image or len(shape) == 3)

    def shape(self, shape):
        lengths = [shape[0] or self.batch]
        for axis in range(1, len(shape)):
            lengths.append(shape[axis] or (self.steps if self.is_time(shape, axis) else self.side))
        return tuple(lengths)

    def one(self, shape, dtype, use):
        shape = self.shape(shape)
        if dtype == "string":
            return self.texts(shape, use.get("words"), use.get("join"))
        values = self.numbers(shape, dtype, use)
        if "padding" in use and len(shape) > 1 and shape[1] > 1:
            for sample in range(1, shape[0]):
                values[sample, shape[1] - sample % shape[1]:] = use["padding"]
        if dtype == "bool":
            return values.astype(bool)
        return values.astype(dtype if dtype.startswith(("int", "uint", "float64")) else "float32")

    def numbers(self, shape, dtype, use):
        if "below" in use:
            low = 1 if use.get("padding") == 0 and use["below"] > 1 else 0
            return self.random.integers(low, use["below"], shape)
        if "choice" in use:
            return self.random.choice(use["choice"], shape)
        if "mask" in use or dtype == "bool":
            if len(shape) == 2:
                return np.arange(shape[1]) < shape[1] - np.arange(shape[0])[:, None] % shape[1]
            values = self.random.random(shape) < 0.7
            values[..., 0] = True
            return values
        if "range" in use:
            return self.random.uniform(*use["range"], shape)
        if dtype.startswith(("int", "uint")):
            return self.random.integers(0, 10, shape)
        return self.random.standard_normal(shape)

    def texts(self, shape, words, join):
        words = words or ["red", "green", "blue", "unheard-of"]
        count = int(np.prod(shape))
        if join is None:
            texts = [words[i] for i in self.random.integers(0, len(words), count)]
        else:
            lengths = self.random.integers(1, 9, count)
            texts = [join.join(words[i] for i in self.random.integers(0, len(words), n)) for n in lengths]
        return np.array(texts).reshape(shape)


def uses(model):
    """For each input what it is used for: see describe_use."""
    found = []
    for tensor in input_tensors(model):
        use = {}
        follow(model, tensor, use, set())
        found.append(use)
    return found


def follow(model, tensor, use, seen):
    """Goes from a tensor through all that hands it on to the layers that use it."""
    if history(tensor) in seen:
        return
    seen.add(history(tensor))
    for node in nodes(model):
        keywords, tensors = node_inputs(node)
        indices = [i for i, other in enumerate(tensors) if history(other) == history(tensor)]
        if not indices:
            continue
        layer = node_layer(node)
        if any(history(other) == history(tensor) for key in keywords if "mask" in key for other in keywords[key]):
            use["mask"] = True
        elif is_model(layer):
            inner = input_tensors(layer)
            for i in indices:
                if i < len(inner):
                    follow(layer, inner[i], use, seen)
        elif describe_use(getattr(layer, "layer", layer), use):
            for output in flatten(node.outputs):
                follow(model, output, use, seen)


def describe_use(layer, use):
    """Notes what a layer wants. Returns whether it hands its input on as it is."""
    name = type(layer).__name__
    if name in INDEXED:
        count = getattr(layer, INDEXED[name], None)
        if count:
            use["below"] = min(int(count), use.get("below", int(count)))
        if getattr(layer, "mask_zero", False):
            use["padding"] = 0
    elif name == "Masking":
        use["padding"] = getattr(layer, "mask_value", 0.0)
    elif name in ("StringLookup", "TextVectorization", "IntegerLookup"):
        # The first ones stand for what is missing or unknown.
        words = [word for word in layer.get_vocabulary() if word not in ("", "[UNK]", -1)]
        unknown = getattr(layer, "num_oov_indices", 1) > 0
        if name == "IntegerLookup":
            use["choice"] = [*words, *([max(words, default=0) + 1] if unknown else [])]
        else:
            use["words"] = [str(word) for word in words] + (["unheard-of"] if unknown else [])
        if name == "TextVectorization":
            use["join"] = "" if getattr(layer, "_split", None) == "character" else " "
    elif name == "Discretization" and flatten(layer.bin_boundaries or []):
        bounds = flatten(layer.bin_boundaries)
        use["range"] = (min(bounds) - 1, max(bounds) + 1)
    elif name == "Normalization" and getattr(layer, "mean", None) is not None:
        mean, variance = to_numpy(layer.mean), to_numpy(layer.variance)
        width = 2 * np.sqrt(variance.max())
        use["range"] = (mean.min() - width, mean.max() + width)
    elif name == "Rescaling" and np.ndim(layer.scale) == 0 and 0 < layer.scale < 0.1:
        use["range"] = (0, round(255 if layer.scale > 1 / 256 else 1 / layer.scale))
    return name in PASSING or name == "TFOpLambda" and layer.name.startswith(PASSING_FUNCTIONS)


# What differs between the versions of Keras.


def version(model):
    module = sys.modules.get(keras_package(model))
    return getattr(module, "__version__", "?")


def keras_package(model):
    """The package that the class of a model comes from, for instance keras or tf_keras."""
    for base in type(model).__mro__:
        package = base.__module__.split(".")[0]
        if "keras" in package and package in sys.modules:
            return package
    return "keras"


def is_keras3(model):
    return version(model).startswith("3")


def is_model(layer):
    return hasattr(layer, "layers") and hasattr(layer, "inputs")


def inner_layers(model):
    return [layer for layer in model.layers if hasattr(layer, "name")]


def functional(model):
    return getattr(model, "_functional", None) or model


def nodes(model):
    """The calls in a functional or sequential model, in the order in which they are run."""
    by_depth = getattr(functional(model), "_nodes_by_depth", None) or {}
    found = [node for depth in sorted(by_depth, reverse=True) for node in by_depth[depth]]
    return [node for node in found if type(node_layer(node)).__name__ != "InputLayer"]


def node_layer(node):
    return node.operation if hasattr(node, "operation") else node.layer


def node_inputs(node):
    """The tensors of each keyword of a call, and all tensors that come in without keyword first."""
    if hasattr(node, "arguments"):
        tensors, given = node.arguments.keras_tensors, node.arguments.kwargs
    else:
        tensors, given = node.keras_inputs, node.call_kwargs
    keywords = {key: [v for v in flatten(value) if hasattr(v, "_keras_history")] for key, value in given.items()}
    return keywords, tensors


def history(tensor):
    """Where a symbolic tensor comes from."""
    layer, node, index = tuple(tensor._keras_history)[:3]
    return id(layer), node, index


def position(items, item):
    return next((i for i, other in enumerate(items) if other is item), len(items))


def input_tensors(model):
    return list(getattr(functional(model), "inputs", None) or [])


def input_structure(model):
    model = functional(model)
    return getattr(model, "_inputs_struct", getattr(model, "_nested_inputs", None))


def input_names(model):
    structure = input_structure(model)
    if isinstance(structure, dict):
        return list(structure)
    return getattr(model, "input_names", None) or [tensor.name.split(":")[0] for tensor in input_tensors(model)]


def input_keys(model, count):
    structure = input_structure(model)
    return [f"input_{name}" for name in structure] if isinstance(structure, dict) else [f"input_{i}" for i in range(count)]


def ordered(model):
    """The symbolic inputs in the order of input_keys."""
    structure = input_structure(model)
    return list(structure.values()) if isinstance(structure, dict) else input_tensors(model)


def input_shapes(model):
    return [tuple(None if length is None else int(length) for length in tensor.shape) for tensor in ordered(model)]


def input_types(model):
    return [getattr(tensor.dtype, "name", str(tensor.dtype)) for tensor in ordered(model)]


def flatten(structure):
    if isinstance(structure, dict):
        return [value for key in sorted(structure) for value in flatten(structure[key])]
    if isinstance(structure, (list, tuple)):
        return [value for item in structure for value in flatten(item)]
    return [structure]


def unconverted(function):
    """TensorFlow shall not translate its statements to a graph."""
    tensorflow = sys.modules.get("tensorflow")
    return tensorflow.autograph.experimental.do_not_convert(function) if tensorflow else function


def to_numpy(value):
    if hasattr(value, "detach"):
        value = value.detach().cpu()
    if hasattr(value, "to_dense"):
        value = value.to_dense()
    return clean(np.asarray(value))


def clean(value):
    """As a .npz file may hold it."""
    if value.dtype.kind == "O" or value.dtype.kind == "S":
        texts = [item.decode() if isinstance(item, bytes) else str(item) for item in value.flat]
        return np.array(texts).reshape(value.shape)
    if value.dtype.kind not in "fiubU" or value.dtype.itemsize == 2 and value.dtype.kind == "f":
        return value.astype("float32")
    return value


# Files.


def save(path, arrays):
    """As np.savez_compressed, but equal arrays give equal files, and the file appears when it is complete and on the disk."""
    path = pathlib.Path(os.path.realpath(path))
    temporary = path.with_name(f".cornu-{secrets.token_hex(8)}.tmp")
    try:
        with open(temporary, "xb") as file:
            write(file, arrays)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
        if os.name == "posix":
            folder = os.open(path.parent, os.O_RDONLY)
            os.fsync(folder)
            os.close(folder)
    finally:
        temporary.unlink(missing_ok=True)


def write(file, arrays):
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, value in arrays.items():
            member = io.BytesIO()
            np.lib.format.write_array(member, np.array(value, order="C"), allow_pickle=False)
            info = zipfile.ZipInfo(name + ".npy", date_time=(1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, member.getvalue())


def load_model(path):
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    # The numbers of oneDNN depend on the CPU, those of a GPU have fewer digits.
    os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")
    os.environ["CUDA_VISIBLE_DEVICES"] = "-1"
    try:
        import keras
    except ImportError:
        from tensorflow import keras
    return keras.models.load_model(path, compile=False)


def existing(path):
    if not path.is_file():
        raise GoldenError("there is no such file")
    return path


def load_inputs(path):
    try:
        with np.load(path) as file:
            return {name: file[name] for name in file.files if name != "about"}
    except Exception as error:
        raise GoldenError(f"it is no .npz file that can be read: {first_line(error)}") from None


def first_line(error):
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    if len(lines) > 1 and lines[0].startswith("Exception encountered"):
        lines = [" ".join(lines[:2])]
    return (lines[0] if lines else type(error).__name__)[:300]


def numbers(text):
    values = [int(part) for part in text.split(",")]
    if min(values) < 1:
        raise ValueError
    return values


def positive(text):
    return numbers(text)[0]


def main(arguments=None):
    parser = argparse.ArgumentParser(
        prog="make_golden.py", description="Records what Keras makes of a model, for Cornu to compare with.")
    parser.add_argument("model", type=pathlib.Path, metavar="MODEL", help="what model.save() wrote")
    parser.add_argument("--inputs", type=pathlib.Path, metavar="X.npz", help="arrays by the names of the inputs, or an older golden, which may be G.npz")
    parser.add_argument("--layers", action="store_true", help="record what every layer gives")
    parser.add_argument("--steps", type=numbers, metavar="N[,N...]", help="time steps of random inputs; several: of several calls")
    parser.add_argument("--batch", type=positive, default=3, metavar="N", help="samples of random inputs (default: 3)")
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="of random inputs (default: 0)")
    parser.add_argument("--output", type=pathlib.Path, metavar="G.npz", help="default: model.golden.npz beside model.h5")
    options = parser.parse_args(arguments)
    if options.inputs and options.steps:
        parser.error("--steps is for random inputs, not for --inputs")
    target = options.output or options.model.with_name(options.model.stem + ".golden.npz")
    if target.exists() and options.model.exists() and target.samefile(options.model):
        parser.error(f"--output and MODEL are the same file: {target}")
    if target.exists() and not target.is_file():
        parser.error(f"--output is no file: {target}")
    name = options.model.name
    try:
        inputs = None
        if options.inputs is not None:
            name = options.inputs.name
            inputs = load_inputs(existing(options.inputs))
        name = options.model.name
        model = load_model(existing(options.model))
        arrays = make_golden(
            model, target, inputs, layers=options.layers, steps=options.steps, batch=options.batch, seed=options.seed)
    except Exception as error:
        if os.environ.get("MAKE_GOLDEN_DEBUG"):
            raise
        print(f"make_golden: {name}: {first_line(error)}", file=sys.stderr)
        return 1
    counts = [(kind, sum(kind + "_" in key for key in arrays)) for kind in ("input", "output", "layer", "state")]
    kinds = ", ".join(f"{count} {kind}{'s' if count > 1 else ''}" for kind, count in counts if count)
    print(f"{target}: {kinds}; {json.loads(str(arrays['about']))}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
