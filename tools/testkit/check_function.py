"""Checks make_golden() as notebooks call it, with the Keras of the environment it runs in; run it by `check`."""
import os
import pathlib
import sys
import tempfile

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ["CUDA_VISIBLE_DEVICES"] = "-1"

import keras
import numpy as np

from make_golden import GoldenError, make_golden

L = keras.layers
PATH = pathlib.Path(tempfile.mkdtemp()) / "model.golden.npz"


def refused(*arguments, **options):
    try:
        make_golden(*arguments, **options)
    except GoldenError as error:
        return str(error)
    sys.exit(f"nothing was said against {arguments}")


# A model is as it was.
source = L.Input(batch_shape=(2, None, 3))
stateful = keras.Model(source, L.LSTM(4, stateful=True, name="lstm")(source))
stateful(np.ones((2, 5, 3), "float32"))
before = [np.asarray(state) for state in stateful.layers[1].states]
arrays = make_golden(stateful, PATH, layers=True)
assert all(np.array_equal(a, b) for a, b in zip(before, stateful.layers[1].states))
assert "call" not in vars(stateful.layers[1])
assert {"call1_input_0", "call3_output_0", "call3_layer_lstm", "call2_state_lstm_1", "about"} <= set(arrays)
assert np.load(PATH).files == list(arrays)
bytes_of_the_first = PATH.read_bytes()
make_golden(stateful, PATH, layers=True)
assert PATH.read_bytes() == bytes_of_the_first

# Dictionaries go by name, in whatever order they are given.
a, b = L.Input((3,), name="a"), L.Input((4,), name="b")
named = keras.Model({"b": b, "a": a}, {"y": L.Concatenate()([b, a]), "z": L.Dense(2)(b)})
arrays = make_golden(named, PATH, {"a": np.full((2, 3), 2.0), "b": np.arange(8.0).reshape(2, 4)})
assert np.array_equal(arrays["output_y"][0], [0, 1, 2, 3, 2, 2, 2])
assert "expected the inputs" in refused(named, PATH, {"a": np.ones((1, 3))})
assert "the model has 2 inputs, given: 1" in refused(named, PATH, np.ones((1, 3)))

# A model that is made by its first call.
unbuilt = keras.Sequential([L.Dense(3, name="dense")])
assert "call it once or give --inputs" in refused(unbuilt, PATH)
arrays = make_golden(unbuilt, PATH, np.ones((2, 4), "float32"), layers=True)
assert np.array_equal(arrays["layer_dense"], arrays["output_0"])

# Inputs that fit.
ids = keras.Sequential([L.Input((None,), dtype="int32"), L.Embedding(50, 4, mask_zero=True), L.LSTM(3)])
arrays = make_golden(ids, PATH, steps=[4, 6])
assert arrays["call2_input_0"].shape == (3, 6) and arrays["call2_input_0"].max() < 50
assert arrays["call2_input_0"][0].all() and arrays["call2_input_0"][1, -1] == 0
image = keras.Sequential([L.Input((None, None, 3)), L.Rescaling(1 / 255), L.Conv2D(4, 20), L.MaxPooling2D(9), L.Conv2D(2, 3)])
arrays = make_golden(image, PATH, batch=1)
assert arrays["input_0"].shape == (1, 64, 64, 3) and 200 < arrays["input_0"].max() <= 255
assert make_golden(image, PATH, batch=1, seed=1)["input_0"][0, 0, 0, 0] != arrays["input_0"][0, 0, 0, 0]
print(f"make_golden() of Keras {keras.__version__} is as it should be")
