"""The networks of images, sequences and texts that engines are compared on, by the name of their work."""
from tensorflow import keras

layers = keras.layers


def application(name):
    """Logits, so that a wrong number does not vanish in a softmax that is almost one."""
    return getattr(keras.applications, name)(weights=None, classifier_activation=None)


def cnn():
    x = y = keras.Input((28, 28, 1))
    for filters in (32, 64):
        y = layers.MaxPooling2D()(layers.Conv2D(filters, 3, padding="same", activation="relu")(y))
    y = layers.Flatten()(layers.Conv2D(128, 3, padding="same", activation="relu")(y))
    return keras.Model(x, layers.Dense(10)(layers.Dense(128, activation="relu")(y)))


def unet():
    def block(x, filters):
        for _ in range(2):
            x = layers.Conv2D(filters, 3, padding="same", activation="relu")(x)
        return x

    x = keras.Input((128, 128, 1))
    first = block(x, 16)
    second = block(layers.MaxPooling2D()(first), 32)
    y = block(layers.MaxPooling2D()(second), 64)
    y = block(layers.Concatenate()([layers.Conv2DTranspose(32, 2, strides=2)(y), second]), 32)
    y = block(layers.Concatenate()([layers.Conv2DTranspose(16, 2, strides=2)(y), first]), 16)
    return keras.Model(x, layers.Conv2D(1, 1, activation="sigmoid")(y))


def tcn():
    x = y = keras.Input((256, 32))
    for dilation in (1, 2, 4, 8, 16) * 2:
        y = layers.Conv1D(32, 3, padding="causal", dilation_rate=dilation, activation="relu")(y)
    return keras.Model(x, y)


def conv3d():
    x = y = keras.Input((16, 64, 64, 3))
    for filters in (16, 32, 64):
        y = layers.MaxPooling3D()(layers.Conv3D(filters, 3, padding="same", activation="relu")(y))
    return keras.Model(x, layers.Dense(10)(layers.GlobalAveragePooling3D()(y)))


def conv_lstm():
    x = keras.Input((10, 32, 32, 1))
    y = layers.ConvLSTM2D(32, 3, padding="same")(x)
    return keras.Model(x, layers.Conv2D(1, 3, padding="same", activation="sigmoid")(y))


def transformer():
    x = keras.Input((64, 256))
    y = layers.LayerNormalization(epsilon=1e-6)(x + layers.MultiHeadAttention(8, 32)(x, x))
    wide = layers.Dense(1024, activation="gelu")(y)
    return keras.Model(x, layers.LayerNormalization(epsilon=1e-6)(y + layers.Dense(256)(wide)))


def attention():
    x = keras.Input((512, 256))
    return keras.Model(x, layers.MultiHeadAttention(8, 32)(x, x))


def text():
    x = keras.Input((200,))
    y = layers.Conv1D(64, 5, activation="relu")(layers.Embedding(20_000, 128)(x))
    y = layers.LSTM(64)(layers.MaxPooling1D(4)(y))
    return keras.Model(x, layers.Dense(1, activation="sigmoid")(y))


NETWORKS = {
    "cnn": cnn,
    "mobilenet_v2": lambda: application("MobileNetV2"),
    "efficientnet_b0": lambda: application("EfficientNetB0"),
    "resnet50": lambda: application("ResNet50"),
    "densenet121": lambda: application("DenseNet121"),
    "unet": unet,
    "tcn": tcn,
    "conv3d": conv3d,
    "conv_lstm": conv_lstm,
    "transformer": transformer,
    "attention": attention,
    "text": text,
}
