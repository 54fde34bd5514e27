"""Makes the models of all works with Keras 2: NAME.h5, NAME.tflite, NAME.input.npy, NAME.output.npy. Of networks also
NAME.onnx, by tf2onnx, and NAME.json, which counts their weights and work; onnx_models.py writes the other ONNX files.

Usage: models.py FOLDER
"""
import json
import os
import pathlib
import sys

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import numpy as np
import tensorflow as tf
import tf2onnx
from networks import NETWORKS
from tensorflow import keras
from tensorflow.lite.python.convert_phase import ConverterError
from works import WORKS

layers = keras.layers
# Deeplearning4j computes what the file names here before it reads the weights; for Keras's orthogonal it takes minutes.
INITIALIZER = "glorot_uniform"


def network(work):
    if work.kind == "network":
        return NETWORKS[work.model]()
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


def randomize(model, random):
    """Kernels stay as they are initialized, so that hundreds of layers neither vanish nor explode."""
    for weight in model.weights:
        kind = weight.name.split("/")[-1].split(":")[0]
        if kind in ("gamma", "moving_variance"):
            weight.assign(random.uniform(0.7, 1.3, weight.shape))
        elif kind in ("bias", "beta", "moving_mean"):
            weight.assign(random.normal(0, 0.1, weight.shape))


def example(work, model, random):
    for layer in model.layers:
        if isinstance(layer, layers.Embedding):
            return random.integers(0, layer.input_dim, work.shape).astype(np.float32)
    return random.normal(0, 0.5, work.shape).astype(np.float32)


def multiplications(layer):
    """Of one call with one example: each kernel once at each place of the output, and at each step of time."""
    if isinstance(layer, layers.Embedding):
        return 0
    if isinstance(layer, layers.MultiHeadAttention):
        time, width = layer.output_shape[1:]
        return time * (4 * width * width + 2 * time * width)
    if isinstance(layer, layers.LSTM):
        places = layer.input_shape[1]
    elif isinstance(layer, (layers.ConvLSTM2D, layers.Conv2DTranspose)):
        places = np.prod(layer.input_shape[1:-1])
    else:
        places = np.prod(layer.output_shape[1:-1])
    return int(places) * sum(w.size for w in layer.get_weights() if w.ndim > 1)


def counts(model):
    tables = sum(layer.count_params() for layer in model.layers if isinstance(layer, layers.Embedding))
    flops = 2 * sum(multiplications(layer) for layer in model.layers)
    return {"bytes": 4 * (model.count_params() - tables), "flops": flops}


def convert(work, model, path):
    batch = work.shape[0]
    twin = with_states(model, batch) if work.kind == "step" else fixed_batch(model, batch)
    try:
        pathlib.Path(f"{path}.tflite").write_bytes(tf.lite.TFLiteConverter.from_keras_model(twin).convert())
    except ConverterError as e:
        print(f"{work.name}: no LiteRT file: {e}", file=sys.stderr)
    if work.kind == "network":
        tf2onnx.convert.from_keras(twin, opset=17, output_path=f"{path}.onnx")
        pathlib.Path(f"{path}.json").write_text(json.dumps(counts(model)))


def main():
    folder = pathlib.Path(sys.argv[1])
    for work in WORKS:
        if (folder / f"{work.name}.output.npy").exists():
            continue
        keras.backend.clear_session()
        keras.utils.set_random_seed(1)
        model = network(work)
        random = np.random.default_rng(1)
        randomize(model, random)
        x = example(work, model, random)
        model.save(folder / f"{work.name}.h5", include_optimizer=False)
        convert(work, model, folder / work.name)
        np.save(folder / f"{work.name}.input.npy", x)
        np.save(folder / f"{work.name}.output.npy", model.predict(x, batch_size=len(x), verbose=0))


if __name__ == "__main__":
    main()
