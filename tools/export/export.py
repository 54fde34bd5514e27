#!/usr/bin/env python3
"""Makes a functional model of one whose computation is Python code, so that its file tells all: a .keras or .h5 file,
and a golden for Cornu to compare with.

  export.py MODEL --output NEW.keras [--code FILE.py ...] [--input [NAME=]SHAPE[:DTYPE] ...] [--no-golden]

MODEL is what Keras can load: a .keras or .h5 file of a subclassed model, or of one with layers of your own, whose classes
FILE.py defines; or, with Keras 2, the folder of a SavedModel. SHAPE is that of one sample: 20,8 or None,8. In Python:

  from export import functional
  functional(model, [(None, 8)]).save("new.keras")

The model's call is run once on symbols, as Keras builds functional models, and so are the calls of all models and layers
in it that are no classes of Keras; those of Keras stay layers, with their names and weights. In the place of a KerasLayer
of tensorflow_hub stands the Keras model that its module was saved from. The new model is compared with the old one on
random numbers before anything is written. It computes what the old one does at inference.

What cannot be told by a file is refused: calls that leave Keras's operations, for NumPy or code that looks at numbers,
and layers that a SavedModel or a module of tensorflow_hub has as graphs of TensorFlow alone.

Exit code 0: written. 1: a model that cannot be exported. 2: wrong usage.
"""
import argparse
import contextlib
import importlib.util
import inspect
import os
import pathlib
import sys

import numpy as np
from hub_layers import ADVICE, HubError, is_hub, keras_model

TOLERANCE = 1e-5
# Layers that are graphs of TensorFlow.
GRAPHS = {"TFSMLayer"}


class ExportError(Exception):
    """The model cannot be exported."""


def functional(model, shapes=None, dtypes=None):
    """A functional model that computes what a built model computes at inference, on its weights.

    Its layers are the model's own: those that had a name in common have other names afterwards, unless it fails.

    shapes: of one sample of each input: a list, or a dictionary by names; by default those that the model was built with
    dtypes: of the inputs, in the same order; by default int32 where an Embedding is the only way in, else float32
    """
    keras = keras_of(model)
    shapes = shapes or built_shapes(model)
    check_layers(model)
    hubs = hub_models(keras, model)
    names = list(shapes) if isinstance(shapes, dict) else [None] * len(shapes)
    dtypes = dtypes or ["float32"] * len(names)
    lengths = shapes.values() if isinstance(shapes, dict) else shapes
    inputs = [keras.Input(tuple(s), name=n, dtype=d) for s, n, d in zip(lengths, names, dtypes)]
    given = dict(zip(names, inputs)) if isinstance(shapes, dict) else inputs[0] if len(inputs) == 1 else inputs
    numbers = random_numbers(inputs)
    fed = dict(zip(names, numbers)) if isinstance(shapes, dict) else numbers[0] if len(numbers) == 1 else numbers
    wanted = called(model, fed)
    renamed = name_apart(keras, model)
    try:
        made = on_symbols(keras, model, given, hubs)
        left = next((layer for layer in inner(made) if is_own(keras, layer)), None)
        if left is not None:
            raise ExportError(f"layer '{left.name}' ({type(left).__name__}) would still be Python code")
        compare(flat(wanted), flat(made(fed, training=False)))
    except Exception:
        for layer, name in renamed:
            rename(keras, layer, name)
        raise
    return made


def on_symbols(keras, model, given, hubs):
    """The functional model that a call makes."""
    try:
        with calls_in_the_open(keras, model, hubs):
            return keras.Model(given, model.call(given, **inference(model)), name=model.name)
    except ExportError:
        raise
    except Exception as e:
        raise ExportError(f"the call of {type(model).__name__} cannot be run on symbols: {first_line(e)}") from e


def called(model, fed):
    """What the model computes at inference."""
    try:
        return model(fed, training=False)
    except NotImplementedError as e:
        held = [layer.name for layer in model._flatten_layers(recursive=False, include_self=False) if hasattr(layer, "layers")]
        raise ExportError(f"{type(model).__name__} has no call of its own, as models that only train others: export those "
                          f"that it has in its attributes: {', '.join(held) or first_line(e)}") from e
    except Exception as e:
        raise ExportError(f"the model cannot be called with numbers of these shapes and types: {first_line(e)}") from e


def first_line(error):
    return next(iter(str(error).strip().splitlines()), repr(error))


def keras_of(model):
    """The Keras that a model is of."""
    import keras

    if isinstance(model, keras.layers.Layer):
        return keras
    import tensorflow as tf

    if isinstance(model, tf.keras.layers.Layer):
        return tf.keras
    raise ExportError(f"this is no model of Keras: {type(model).__name__}")


def built_shapes(model):
    shape = getattr(model, "_build_shapes_dict", None) or getattr(model, "_build_input_shape", None)
    if isinstance(shape, dict) and len(shape) == 1:
        shape = next(iter(shape.values()))
    if isinstance(shape, dict):
        return {name: tuple(s)[1:] for name, s in shape.items()}
    if shape is None:
        raise ExportError("the model does not tell the shapes of its inputs: say --input SHAPE")
    shape = list(shape)
    if all(length is None or isinstance(length, int) for length in shape):
        return [tuple(shape)[1:]]
    return [tuple(s)[1:] for s in shape]


def inner(layer):
    """The layers in a layer, itself the first."""
    return list(layer._flatten_layers())


def check_layers(model):
    for layer in inner(model):
        kind = type(layer)
        if kind.__name__ in GRAPHS:
            raise ExportError(f"layer '{layer.name}' ({kind.__name__}) is a graph of TensorFlow without layers of Keras: "
                              "put the Keras model in its place that it was made from")
        if "revived" in kind.__module__ or kind.__module__.endswith("saved_model.load"):
            raise ExportError(f"layer '{layer.name}' ({kind.__name__}) is a graph of TensorFlow in the SavedModel, since "
                              "its class was not given: name its code with --code")


def hub_models(keras, model):
    """The Keras models in the place of layers of tensorflow_hub, by the layers' identities."""
    found = {}
    for layer in inner(model):
        if is_hub(layer):
            try:
                found[id(layer)] = keras_model(keras, layer)
            except HubError as e:
                raise ExportError(f"layer '{layer.name}' (KerasLayer): {e}; {ADVICE}") from e
            check_layers(found[id(layer)])
    return found


def is_own(keras, layer):
    """Whether a layer's class is none of Keras."""
    return type(layer).__module__.split(".")[0] not in ("keras", "tf_keras", "tensorflow")


def name_apart(keras, model):
    """Gives layers that come side by side in the new model names that no other of them has; those with their old ones."""
    taken, seen, renamed = set(), set(), []
    for layer in brought_out(keras, model):
        if id(layer) in seen:
            continue
        seen.add(id(layer))
        number, name = 0, layer.name
        while name in taken:
            number += 1
            name = f"{layer.name}_{number}"
        taken.add(name)
        if name != layer.name:
            renamed.append((layer, layer.name))
            rename(keras, layer, name)
    return renamed


def rename(keras, layer, name):
    setattr(layer, "name" if hasattr(keras, "ops") else "_name", name)


def brought_out(keras, layer):
    """The layers of Keras that layers of other classes, and a functional model of such, bring to the new model."""
    held = list(layer._flatten_layers(recursive=False, include_self=False))
    held.sort(key=lambda inside: is_own(keras, inside))
    for inside in held:
        if is_own(keras, inside) or any(is_own(keras, own) for own in inner(inside)):
            yield from brought_out(keras, inside)
        else:
            yield inside


@contextlib.contextmanager
def calls_in_the_open(keras, model, hubs):
    """Lets layers that are no classes of Keras be called as plain functions, and their own weights be constants."""
    own = [layer for layer in inner(model) if is_own(keras, layer)]
    holding = {id(layer) for layer in inner(model) if is_model(layer) and any(is_own(keras, held) for held in inner(layer))}
    models = {type(layer) for layer in inner(model) if is_model(layer) and not is_own(keras, layer)}
    classes = {kind: kind.__dict__.get("__call__") for kind in {type(layer) for layer in own} | models}
    hidden = []
    try:
        for kind in classes:
            closed = kind.__call__ if kind in models else None
            kind.__call__ = opening(keras, hubs, holding, closed)
        for layer in own:
            if id(layer) in hubs:
                continue
            for name, value in list(vars(layer).items()):
                if hasattr(value, "assign") and hasattr(value, "numpy"):
                    hidden.append((layer, name, value))
                    object.__setattr__(layer, name, constant(keras, value))
        yield
    finally:
        for layer, name, value in hidden:
            object.__setattr__(layer, name, value)
        for kind, call in classes.items():
            if call is None:
                del kind.__call__
            else:
                kind.__call__ = call


def is_model(layer):
    """A Functional or Sequential, or a model of a class of its own."""
    return hasattr(layer, "layers") and hasattr(layer, "inputs")


def opening(keras, hubs, holding, closed):
    """A call in the open; of Keras's own models where they hold layers of other classes, or get numbers for symbols."""

    def call(layer, *args, **kwargs):
        if closed is None or id(layer) in holding or has_numbers(args):
            return open_call(hubs, layer, args, kwargs)
        return closed(layer, *args, **kwargs)

    return call


def has_numbers(args):
    """Whether a tensor among the arguments is known: no file has it as the input of a model."""
    flattened = [value for value in flat_arguments(args) if hasattr(value, "shape")]
    return any(hasattr(value, "numpy") for value in flattened)


def flat_arguments(value):
    if isinstance(value, dict):
        value = list(value.values())
    return [part for item in value for part in flat_arguments(item)] if isinstance(value, (list, tuple)) else [value]


def open_call(hubs, layer, args, kwargs):
    if id(layer) in hubs:
        return hubs[id(layer)](*args[:1], training=False)
    if not inference(layer):
        # Keras's models tell it to all layers, and a layer's own __call__ would leave it out.
        kwargs = {name: value for name, value in kwargs.items() if name != "training"}
    return layer.call(*args, **{**kwargs, **inference(layer, kwargs)})


def constant(keras, variable):
    if hasattr(keras, "ops"):
        return keras.ops.convert_to_tensor(variable.numpy())
    import tensorflow as tf

    return tf.constant(variable.numpy())


def inference(layer, given=()):
    """``training=False`` for a call that takes it and is not told."""
    try:
        parameters = inspect.signature(layer.call).parameters
    except (TypeError, ValueError):
        return {}
    return {"training": False} if "training" in parameters and "training" not in given else {}


def random_numbers(inputs):
    random = np.random.default_rng(5)
    arrays = []
    for tensor in inputs:
        shape = [3] + [7 if length is None else length for length in tensor.shape[1:]]
        dtype = getattr(tensor.dtype, "name", tensor.dtype)
        integers = str(dtype).startswith(("int", "uint"))
        arrays.append(random.integers(0, 3, shape).astype(dtype) if integers else random.normal(size=shape).astype(dtype))
    return arrays


def flat(outputs):
    if isinstance(outputs, dict):
        return [array for key in sorted(outputs) for array in flat(outputs[key])]
    if isinstance(outputs, (list, tuple)):
        return [array for output in outputs for array in flat(output)]
    return [np.asarray(outputs)]


def compare(wanted, made):
    if len(wanted) != len(made):
        raise ExportError(f"the functional model has {len(made)} outputs, expected {len(wanted)}")
    for i, (a, b) in enumerate(zip(wanted, made)):
        largest = max(1e-30, np.abs(a).max(initial=0))
        if a.shape != b.shape or not np.abs(a - b).max(initial=0) <= TOLERANCE * largest:
            raise ExportError(f"output {i} of the functional model differs: the call does something else at inference than "
                              "what it does on symbols, for instance by the numbers that it gets")


def hub_classes():
    """The layer of tensorflow_hub, where that is installed."""
    try:
        import tensorflow_hub
    except ImportError:
        return {}
    return {"KerasLayer": tensorflow_hub.KerasLayer}


def load(path, code):
    import keras

    known = hub_classes()
    for number, file in enumerate(code):
        spec = importlib.util.spec_from_file_location(f"export_code_{number}", file)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        for name, value in vars(module).items():
            if inspect.isfunction(value) or inspect.isclass(value) and issubclass(value, keras.layers.Layer):
                known[name] = value
    if pathlib.Path(path).is_dir() and int(keras.__version__.split(".")[0]) > 2:
        raise ExportError("a SavedModel is read by Keras 2 only: run this with TensorFlow 2.15 or older")
    return keras.models.load_model(path, custom_objects=known, compile=False)


def parse_input(text):
    name, _, rest = text.rpartition("=")
    lengths, _, dtype = rest.partition(":")
    shape = tuple(None if length.strip() in ("None", "?", "-1") else int(length) for length in lengths.split(",") if length)
    return name or None, shape, dtype or "float32"


def golden(model, path):
    sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "testkit"))
    from make_golden import make_golden

    make_golden(model, path)


def main():
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", metavar="MODEL")
    parser.add_argument("--output", required=True, metavar="NEW.keras")
    parser.add_argument("--code", action="append", default=[], metavar="FILE.py")
    parser.add_argument("--input", action="append", default=[], type=parse_input, metavar="[NAME=]SHAPE[:DTYPE]")
    parser.add_argument("--no-golden", action="store_true")
    options = parser.parse_args()
    try:
        if not os.path.exists(options.model):
            raise ExportError("is not there")
        model = load(options.model, options.code)
        named = [entry for entry in options.input if entry[0]]
        shapes = {name: shape for name, shape, _ in named} if named else [shape for _, shape, _ in options.input]
        made = functional(model, shapes, [dtype for _, _, dtype in options.input])
        made.save(options.output)
        if not options.no_golden:
            golden(made, str(pathlib.Path(options.output).with_suffix(".golden.npz")))
    except (ExportError, OSError, ValueError, TypeError, SyntaxError) as e:
        print(f"{options.model}: {first_line(e)}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
