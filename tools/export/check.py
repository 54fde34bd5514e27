"""Checks what export.py makes, and what it refuses, with the Keras that runs this: check.py"""
import importlib.util
import os
import pathlib
import sys
import tempfile

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
import keras
import numpy as np
from export import ExportError, functional, main

L = keras.layers
CODE = """
import keras

class Doubled(keras.Model):
    def __init__(self, **options):
        super().__init__(**options)
        self.dense = keras.layers.Dense(3)

    def call(self, x):
        return self.dense(x) * 2

    def get_config(self):
        return {}
"""


class Model(keras.Model):
    def __init__(self):
        super().__init__()
        self.dense = L.Dense(3)


class Numpy(Model):
    def call(self, x):
        return self.dense(x) * float(np.sum(np.asarray(x)))


class Branch(Model):
    def call(self, x):
        return self.dense(x) if x[0, 0] > 0 else -self.dense(x)


class Symbols(Model):
    def call(self, x):
        return self.dense(x) + (1.0 if "KerasTensor" in type(x).__name__ else 0.0)


class KerasLayer(L.Layer):
    def call(self, x):
        return x


class Hub(Model):
    def __init__(self):
        super().__init__()
        self.hub = KerasLayer(name="hub")

    def call(self, x):
        return self.hub(self.dense(x))


class Flipping(Model):
    """Its augmentation does something when it is not told that this is inference."""

    def __init__(self):
        super().__init__()
        self.flip = L.RandomFlip()

    def call(self, x):
        return self.dense(self.flip(x))


class Twins(L.Layer):
    """Layers that have the same names as those of another one."""

    def __init__(self, units):
        super().__init__()
        self.dense = L.Dense(units, activation="tanh", name="twin")

    def call(self, x):
        return self.dense(x)


class Siblings(keras.Model):
    def __init__(self):
        super().__init__()
        self.first, self.second, self.dense = Twins(4), Twins(5), L.Dense(2, name="twin")

    def call(self, x):
        return self.dense(self.second(self.first(x)))


class Unsure(Siblings):
    def call(self, x):
        return super().call(x) if x[0, 0] > 0 else x


class Latent(keras.Model):
    """A weight of its own is an input of a functional model, and a Sequential holds a layer of another class."""

    def __init__(self):
        super().__init__()
        self.latent = self.add_weight(name="latent", shape=(1, 5), initializer="ones")
        own, given = keras.Input((5,)), keras.Input((4,))
        self.joined = keras.Model({"own": own, "given": given}, L.Dense(3)(own) + L.Dense(3)(given))
        self.chain = keras.Sequential([keras.Input((3,)), Twins(4)])

    def call(self, x):
        return self.chain(self.joined({"own": self.latent * 2.0, "given": x}))


class Trainer(Model):
    """It trains a model, and has no call."""

    def __init__(self):
        super().__init__()
        self.decoder = keras.Sequential([keras.Input((4,)), L.Dense(2)], name="decoder")
        self.built = True


def same(model, shape):
    x = np.random.default_rng(1).normal(size=(3, *shape)).astype("float32")
    wanted = np.asarray(model(x, training=False))
    made = functional(model, [shape])
    assert np.allclose(made(x, training=False), wanted, atol=1e-6)
    return made


def refused(model, text, shapes=((4,),)):
    try:
        if not model.built:
            model(np.ones((3, 4), "float32"))
        functional(model, shapes)
    except ExportError as e:
        assert text in str(e) and "\n" not in str(e), e
    else:
        raise AssertionError(f"{type(model).__name__} is not refused")


def run(*arguments):
    before, sys.argv = sys.argv, ["export.py", *map(str, arguments)]
    try:
        return main()
    finally:
        sys.argv = before


def exported(folder, form):
    code = folder / "doubled.py"
    code.write_text(CODE)
    classes = {}
    exec(CODE, classes)
    model = classes["Doubled"]()
    x = np.ones((2, 4), "float32")
    wanted = np.asarray(model(x))
    model.save(folder / f"old{form}")
    assert run(folder / f"old{form}", "--code", code, "--input", "4", "--output", folder / "new.keras") == 0
    assert np.allclose(keras.models.load_model(folder / "new.keras")(x), wanted)
    assert (folder / "new.golden.npz").exists()
    assert run(folder / f"old{form}", "--output", folder / "without.keras") == 1
    assert not (folder / "without.keras").exists()


def hub(folder):
    """A module that Keras saved, and was trained on, becomes Keras's layers; one that is a graph alone is refused."""
    import tensorflow as tf
    import tensorflow_hub

    features = keras.Sequential([keras.Input((4,)), L.Dense(5, activation="tanh"), L.Dense(3)])
    features.save(folder / "features", save_format="tf")
    model = keras.Sequential([keras.Input((4,)), tensorflow_hub.KerasLayer(str(folder / "features"), trainable=True), L.Dense(2)])
    for weight in model.weights:
        weight.assign(np.random.default_rng(len(weight.name)).normal(size=weight.shape))
    x = np.ones((2, 4), "float32")
    wanted = np.asarray(model(x))
    model.save(folder / "hub.h5")
    assert run(folder / "hub.h5", "--input", "4", "--output", folder / "new.keras") == 0
    made = keras.models.load_model(folder / "new.keras")
    assert np.allclose(made(x), wanted)
    assert not any(type(layer).__name__ == "KerasLayer" for layer in made._flatten_layers())

    class Graph(tf.Module):
        @tf.function(input_signature=[tf.TensorSpec((None, 4))])
        def __call__(self, x):
            return x * 2

    tf.saved_model.save(Graph(), str(folder / "graph"))
    layer = tensorflow_hub.KerasLayer(str(folder / "graph"), name="graph")
    refused(keras.Sequential([keras.Input((4,)), layer]), "layer 'graph' (KerasLayer): its module is a graph of TensorFlow")


for model, text in ((Numpy(), "on symbols"), (Branch(), "on symbols"), (Symbols(), "differs"), (Hub(), "layer 'hub' (KerasLayer)")):
    refused(model, text)
refused(Trainer(), "Trainer has no call of its own, as models that only train others: export those that it has in its "
        "attributes: decoder")
same(Flipping(), (4, 5, 3))
same(Latent(), (4,))
names = [layer.name for layer in same(Siblings(), (4,)).layers]
assert len(names) == len(set(names)) == 4, names
unsure = Unsure()
refused(unsure, "on symbols")
assert [layer.name for layer in (unsure.first.dense, unsure.second.dense, unsure.dense)] == ["twin"] * 3
is_keras2 = keras.__version__.startswith("2")
for form in (".keras", "") if is_keras2 else (".keras",):
    with tempfile.TemporaryDirectory() as name:
        exported(pathlib.Path(name), form)
if is_keras2 and importlib.util.find_spec("tensorflow_hub"):
    with tempfile.TemporaryDirectory() as name:
        hub(pathlib.Path(name))
elif is_keras2:
    print("tensorflow_hub is not installed: its layers are not checked")
print(f"Keras {keras.__version__}: exports and refusals are as they should be")
