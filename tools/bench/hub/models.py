"""Makes models of KerasHub with random weights: NAME.keras, and NAME.npz with the weights by short names.

Usage: models.py FOLDER NAME...
"""
import os
import pathlib
import sys

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["TF_ENABLE_ONEDNN_OPTS"] = "0"
os.environ["CUDA_VISIBLE_DEVICES"] = "-1"
import keras_hub
import numpy as np
from sizes import CLASSES, SIZES

M = keras_hub.models


def build(kind, layers, width, heads, inner, words, steps):
    sizes = dict(vocabulary_size=words, num_layers=layers, num_heads=heads, hidden_dim=width, intermediate_dim=inner,
                 max_sequence_length=steps)
    if kind == "bert":
        return M.BertTextClassifier(M.BertBackbone(num_segments=2, **sizes), num_classes=CLASSES)
    return M.GPT2CausalLM(M.GPT2Backbone(**sizes))


def dense(layer):
    return {"w": layer.kernel, "b": layer.bias}


def norm(layer):
    return {"gamma": layer.gamma, "beta": layer.beta}


def block(layer):
    attention = layer._self_attention_layer
    parts = {name: dense(getattr(attention, f"_{name}_dense")) for name in ("query", "key", "value", "output")}
    return parts | {
        "norm": norm(layer._self_attention_layer_norm),
        "inner": dense(layer._feedforward_intermediate_dense),
        "outer": dense(layer._feedforward_output_dense),
        "last_norm": norm(layer._feedforward_layer_norm),
    }


def weights(model, kind):
    """By names such as 3.query.w."""
    backbone = model.backbone
    found = {"tokens": backbone.token_embedding.embeddings}
    for i, layer in enumerate(backbone.transformer_layers):
        for part, variables in block(layer).items():
            found |= {f"{i}.{part}.{name}": value for name, value in variables.items()}
    if kind == "bert":
        parts = {"first_norm": norm(backbone.embeddings_layer_norm), "pooled": dense(backbone.pooled_dense), "logits": dense(model.output_dense)}
        found["segments"] = backbone.segment_embedding.embeddings
        found["positions"] = backbone.position_embedding.position_embeddings
    else:
        parts = {"final_norm": norm(backbone.layer_norm)}
        found["positions"] = backbone.position_embedding.position_embeddings
    for part, variables in parts.items():
        found |= {f"{part}.{name}": value for name, value in variables.items()}
    return {name: np.asarray(value) for name, value in found.items()}


def main():
    folder = pathlib.Path(sys.argv[1])
    for name in sys.argv[2:]:
        model = build(*SIZES[name])
        random = np.random.default_rng(7)
        for weight in model.weights:
            scale = weight.shape[0] ** -0.5 if len(weight.shape) > 1 else 0.1
            values = random.normal(0, 0.1 if "embedding" in weight.path else scale, weight.shape)
            weight.assign(values + (1 if weight.path.endswith("gamma") else 0))
        model.save(folder / f"{name}.keras")
        np.savez(folder / f"{name}.npz", **weights(model, SIZES[name][0]))


main()
