"""Makes the models of all works with Keras 2: NAME.h5, NAME.tflite, NAME.input.npy, NAME.output.npy.

Usage: models.py FOLDER
"""
import os
import pathlib
import sys

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import numpy as np
import tensorflow as tf
from tensorflow import keras
from works import WORKS

layers = keras.layers
# Deeplearning4j computes what the file names here before it reads the weights; for Keras's orthogonal it takes minutes.
INITIALIZER = "glorot_uniform"


def network(work):
    kind, *sizes = work.model.split("_")
    if kind in ("lstm", "gru"):
        features, units, time = map(int, sizes)
        layer = {"lstm": layers.LSTM, "gru": layers.GRU}[kind]
        return keras.Sequential([keras.Input((time, features)), layer(units, recurrent_initializer=INITIALIZER)])
    if kind == "stream":
        return keras.Sequential(
            [
                keras.Input((7, 3)),
                layers.LSTM(32, return_sequences=True, recurrent_initializer=INITIALIZER),
                layers.LeakyReLU(),
                layers.LSTM(16, return_sequences=True, recurrent_initializer=INITIALIZER),
                layers.LeakyReLU(),
                layers.Flatten(),
                layers.Dense(1),
            ]
        )
    if kind == "mlp":
        return keras.Sequential(
            [
                keras.Input((784,)),
                layers.Dense(512, activation="relu"),
                layers.Dense(512, activation="relu"),
                layers.Dense(10, activation="softmax"),
            ]
        )
    return keras.Sequential([keras.Input((int(sizes[0]),)), layers.Dense(int(sizes[-1]))])


def with_states(model, batch):
    """One step of an LSTM that takes its states and gives the new ones."""
    layer = model.layers[0]
    units = layer.units
    x = keras.Input(model.input_shape[1:], batch_size=batch, name="x")
    h = keras.Input((units,), batch_size=batch, name="h")
    c = keras.Input((units,), batch_size=batch, name="c")
    step = layers.LSTM(units, return_state=True, unroll=True)
    stateful = keras.Model([x, h, c], step(x, initial_state=[h, c]))
    step.set_weights(layer.get_weights())
    return stateful


def fixed_batch(model, batch):
    x = keras.Input(model.input_shape[1:], batch_size=batch)
    return keras.Model(x, model(x))


def tflite(work, model):
    batch = work.shape[0]
    twin = with_states(model, batch) if work.kind == "step" else fixed_batch(model, batch)
    return tf.lite.TFLiteConverter.from_keras_model(twin).convert()


def main():
    folder = pathlib.Path(sys.argv[1])
    for work in WORKS:
        if (folder / f"{work.name}.output.npy").exists():
            continue
        keras.utils.set_random_seed(1)
        model = network(work)
        rng = np.random.default_rng(1)
        model.set_weights([w if w.ndim > 1 else rng.normal(0, 0.1, w.shape) for w in model.get_weights()])
        x = rng.normal(0, 0.5, work.shape).astype(np.float32)
        model.save(folder / f"{work.name}.h5", include_optimizer=False)
        (folder / f"{work.name}.tflite").write_bytes(tflite(work, model))
        np.save(folder / f"{work.name}.input.npy", x)
        np.save(folder / f"{work.name}.output.npy", model.predict(x, batch_size=len(x), verbose=0))


if __name__ == "__main__":
    main()
