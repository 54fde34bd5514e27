"""Makes models as GPT-2 is, with random weights, with Keras 3: NAME.keras, and NAME.npz with the weights in their order.

Usage: models.py FOLDER NAME...
"""
import os
import pathlib
import sys

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import keras
import numpy as np
from sizes import SIZES

L = keras.layers


def gpt(layers, width, heads, words, steps):
    tokens = keras.Input((None,), name="tokens")
    positions = keras.ops.cumsum(keras.ops.ones_like(tokens), axis=1) - 1
    x = L.Embedding(words, width)(tokens) + L.Embedding(steps, width)(positions)
    for _ in range(layers):
        y = L.LayerNormalization(epsilon=1e-5)(x)
        x = x + L.MultiHeadAttention(heads, width // heads)(y, y, use_causal_mask=True)
        y = L.LayerNormalization(epsilon=1e-5)(x)
        x = x + L.Dense(width)(L.Dense(4 * width, activation="gelu")(y))
    return keras.Model(tokens, L.Dense(words, use_bias=False)(L.LayerNormalization(epsilon=1e-5)(x)))


def main():
    folder = pathlib.Path(sys.argv[1])
    for name in sys.argv[2:]:
        model = gpt(*SIZES[name])
        random = np.random.default_rng(7)
        for weight in model.weights:
            scale = weight.shape[0] ** -0.5 if len(weight.shape) > 1 else 0.1
            values = random.normal(0, 0.1 if "embeddings" in weight.path else scale, weight.shape)
            weight.assign(values + (1 if weight.path.endswith("gamma") else 0))
        model.save(folder / f"{name}.keras")
        np.savez(folder / f"{name}.npz", *[weight.numpy() for weight in model.weights])


main()
