"""Trains the model of this example and records what Keras makes of it; needs make_golden.py on the PYTHONPATH.

  python train.py             src/test/models/churn.keras and its golden: will a customer leave, after 12 months?
  python train.py --retrain   retrained/churn.keras: the same model after somebody trained its last two layers further
"""
import sys

import keras
import numpy as np

from make_golden import make_golden

MODEL = "src/test/models/churn.keras"


def customers(random, count):
    """Months of visits, payments and complaints, and who left."""
    x = random.standard_normal((count, 12, 3)).astype("float32")
    trend = (x[:, :, 0] * np.linspace(-1, 1, 12)).mean(1) - x[:, -4:, 2].mean(1)
    return x, (trend < 0).astype("float32")


random = np.random.default_rng(11)
x, y = customers(random, 600)
if "--retrain" in sys.argv:
    keras.utils.set_random_seed(2)
    model = keras.models.load_model(MODEL)
    model.get_layer("months").trainable = False
    model.compile("adam", "binary_crossentropy")
    model.fit(x, y, epochs=2, verbose=0)
    model.save("retrained/churn.keras")
else:
    keras.utils.set_random_seed(1)
    model = keras.Sequential(
        [
            keras.layers.Input((None, 3), name="history"),
            keras.layers.LSTM(8, name="months"),
            keras.layers.Dense(6, activation="relu", name="hidden"),
            keras.layers.Dense(1, activation="sigmoid", name="risk"),
        ],
        name="churn",
    )
    model.compile("adam", "binary_crossentropy")
    model.fit(x, y, epochs=8, verbose=0)
    model.save(MODEL)
    make_golden(model, "src/test/models/churn.golden.npz", x[:5], layers=True)
