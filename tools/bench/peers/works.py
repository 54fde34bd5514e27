"""The works that engines are compared on: one list for the models, the engines and the table."""
import dataclasses


@dataclasses.dataclass(frozen=True)
class Work:
    """One model with one shape of input.

    kind: ``step`` (one time step, the states carried on), ``run`` (one whole call) or ``network`` (one whole call of a
    model of networks.py, which models.py converts and counts: its bytes and flops are in NAME.json).
    bytes: of weights that a call reads once; recurrent: of those that it reads at each step of the sequence.
    flops: of multiplications and additions.
    """

    name: str
    model: str
    kind: str
    shape: tuple
    bytes: int = 0
    flops: int = 0
    recurrent: int = 0
    goal: float = 0.0
    title: str = ""


def lstm(features, units):
    return 4 * units * (features + units)


def gru(features, units):
    return 3 * units * (features + units)


def recurrent(name, cell, batch, time, features, units, goal):
    numbers = {"lstm": lstm, "gru": gru}[cell](features, units)
    kind = "step" if time == 1 else "run"
    title = f"{cell.upper()}({units}) " + ("step" if time == 1 else f"T={time}") + f", {features} inputs, batch {batch}"
    model = f"{cell}_{features}_{units}_{time}"
    flops = 2 * batch * time * numbers
    gates = {"lstm": 4, "gru": 3}[cell]
    every = 4 * gates * units * units if time > 1 else 0
    return Work(name, model, kind, (batch, time, features), 4 * numbers - every, flops, every, goal, title)


def network(name, shape, title, goal=0.0):
    return Work(name, name, "network", (1, *shape), goal=goal, title=title)


MLP = 784 * 512 + 512 * 512 + 512 * 10
STREAM = 7 * (lstm(3, 32) + lstm(32, 16)) + 7 * 16

WORKS = [
    recurrent("lstm_step_32", "lstm", 1, 1, 32, 32, 18),
    recurrent("lstm_step_128", "lstm", 1, 1, 128, 128, 2.3),
    recurrent("lstm_step_512", "lstm", 1, 1, 512, 512, 1.2),
    Work("stream", "stream", "run", (1, 7, 3), 0, 2 * STREAM, 0, 5, "LSTM(32)-LeakyReLU-LSTM(16)-LeakyReLU-Dense on (7, 3)"),
    recurrent("lstm_t100_b1", "lstm", 1, 100, 64, 128, 1.05),
    recurrent("gru_t100_b1", "gru", 1, 100, 64, 128, 1.05),
    recurrent("lstm_t100_b32", "lstm", 32, 100, 64, 128, 1.0),
    recurrent("gru_t100_b32", "gru", 32, 100, 64, 128, 1.0),
    Work("mlp_b1", "mlp", "run", (1, 784), 4 * MLP, 2 * MLP, 0, 1.0, "MLP 784-512-512-10, batch 1"),
    Work("mlp_b64", "mlp", "run", (64, 784), 4 * MLP, 2 * 64 * MLP, 0, 1.0, "MLP 784-512-512-10, batch 64"),
    Work("gemm_256", "dense_256", "run", (256, 256), 4 * 256**2, 2 * 256**3, 0, 0, "Dense(256), 256 rows of 256"),
    Work("gemm_512", "dense_512", "run", (512, 512), 4 * 512**2, 2 * 512**3, 0, 0, "Dense(512), 512 rows of 512"),
    Work("gemv", "dense_128_512", "run", (1, 128), 4 * 128 * 512, 2 * 128 * 512, 0, 0, "Dense(512), 1 row of 128"),
    network("cnn", (28, 28, 1), "CNN 28x28x1, 32-64-128 filters", 1.05),
    network("mobilenet_v2", (224, 224, 3), "MobileNetV2 224", 0.9),
    network("efficientnet_b0", (224, 224, 3), "EfficientNetB0 224", 0.9),
    network("resnet50", (224, 224, 3), "ResNet50 224", 1.05),
    network("densenet121", (224, 224, 3), "DenseNet121 224"),
    network("unet", (128, 128, 1), "U-Net 128x128x1, 16-32-64 filters", 1.0),
    network("tcn", (256, 32), "TCN, 10 causal Conv1D of 32, T=256", 1.05),
    network("conv3d", (16, 64, 64, 3), "3-D CNN 16x64x64x3, 16-32-64 filters"),
    network("conv_lstm", (10, 32, 32, 1), "ConvLSTM2D of 32, T=10, 32x32x1"),
    network("transformer", (64, 256), "Transformer block, T=64, 256 wide, 8 heads", 1.05),
    network("attention", (512, 256), "Attention, T=512, 256 wide, 8 heads"),
    network("text", (200,), "Text classifier: Embedding, Conv1D, LSTM, Dense, T=200"),
]
