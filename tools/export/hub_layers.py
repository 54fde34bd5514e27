"""Keras models in the place of layers of tensorflow_hub: those whose module is a SavedModel that Keras wrote."""
import os

METADATA = "keras_metadata.pb"
ADVICE = ("put the Keras model in its place that it was made from, or one of keras.applications or KerasHub of the same "
          "architecture, with the module's weights, which layer.weights has by name; or cut the model before the layer "
          "and after it, and give the part behind it what the module gives")


class HubError(Exception):
    """There is no Keras model for a layer of tensorflow_hub."""


def is_hub(layer):
    return type(layer).__name__ == "KerasLayer"


def keras_model(keras, layer):
    """The Keras model that the module of a layer of tensorflow_hub was made from, with the layer's own weights.

    What else the layer does, for instance by the arguments of its function, is seen when outputs are compared.
    """
    handle = getattr(layer, "_handle", None)
    if not isinstance(handle, (str, os.PathLike)):
        raise HubError("its module is at hand as a graph only")
    try:
        import tensorflow_hub

        folder = tensorflow_hub.resolve(os.fspath(handle))
    except ImportError as e:
        raise HubError(f"tensorflow_hub is not installed: {e}") from e
    if not os.path.exists(os.path.join(folder, METADATA)):
        raise HubError("its module is a graph of TensorFlow that was not saved by Keras")
    model = keras.models.load_model(folder, compile=False)
    own = {variable.name: variable for variable in layer._func.variables}
    for weight in model.weights:
        variable = own.get(weight.name)
        if variable is None or variable.shape != weight.shape:
            raise HubError(f"its module has no variable '{weight.name}'")
        weight.assign(variable)
    return model
