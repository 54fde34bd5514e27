"""Makes models with 100 MB of weights: one matrix, four matrices, and a table of embeddings.

Usage: large.py FOLDER
"""
import os
import pathlib
import sys

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
from tensorflow import keras

layers = keras.layers


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    models = {
        "one_matrix": [keras.Input((5120,)), layers.Dense(5120)],
        "four_matrices": [keras.Input((2560,)), *(layers.Dense(2560, activation="tanh") for _ in range(4))],
        "embedding": [keras.Input((7,)), layers.Embedding(100_000, 256), layers.LSTM(17)],
    }
    for name, parts in models.items():
        file = folder / f"{name}.h5"
        if not file.exists():
            keras.Sequential(parts).save(file, include_optimizer=False)


if __name__ == "__main__":
    main()
