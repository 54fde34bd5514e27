"""Writes a Llama of 1.2 thousand million random bfloat16 weights, without computing anything: as an archive and as a
preset in several files, each 2.5 GB. Needs h5py and NumPy.

Usage: write.py FOLDER [--untied] [--layers N] [--vocabulary N]

  FOLDER/model.keras   as model.save() writes it
  FOLDER/preset        as save_to_preset() writes it, in files of at most 1 GB
"""
import argparse
import json
import pathlib
import tempfile
import zipfile

import h5py
import numpy as np

PART = 1 << 24


def bits(generator, count):
    """Random numbers around 0 of the size of weights: the upper halves of floats."""
    return (generator.standard_normal(count, "float32") * 0.02).view("uint32") >> 16


def add(group, shapes):
    """Adds the variables of a layer."""
    variables = group.create_group("vars")
    generator = np.random.default_rng(len(group.name))
    for number, shape in enumerate(shapes):
        data = variables.create_dataset(str(number), shape, np.dtype("V2"), track_times=False)
        data.attrs["dtype"] = "bfloat16"
        size = int(np.prod(shape))
        rows = max(1, PART // (size // shape[0]))
        for row in range(0, shape[0], rows):
            part = (min(rows, shape[0] - row), *shape[1:])
            values = bits(generator, int(np.prod(part))).astype("<u2")
            data[row : row + part[0]] = values.reshape(part).view("V2")


def layers(sizes, tied):
    """The variables of each layer of the backbone, by their paths."""
    hidden, inner = sizes["hidden_dim"], sizes["intermediate_dim"]
    heads, groups = sizes["num_query_heads"], sizes["num_key_value_heads"]
    vocabulary, size = sizes["vocabulary_size"], hidden // heads
    yield "layers/reversible_embedding", [(vocabulary, hidden)] + ([] if tied else [(hidden, vocabulary)])
    for number in range(sizes["num_layers"]):
        layer = "layers/llama_transformer_decoder" + (f"_{number}" if number else "")
        yield f"{layer}/_self_attention_layernorm", [(hidden,)]
        yield f"{layer}/_feedforward_layernorm", [(hidden,)]
        yield f"{layer}/_self_attention_layer/_query_dense", [(hidden, heads, size)]
        yield f"{layer}/_self_attention_layer/_key_dense", [(hidden, groups, size)]
        yield f"{layer}/_self_attention_layer/_value_dense", [(hidden, groups, size)]
        yield f"{layer}/_self_attention_layer/_output_dense", [(heads, size, hidden)]
        yield f"{layer}/_feedforward_gate_dense", [(hidden, inner)]
        yield f"{layer}/_feedforward_intermediate_dense", [(hidden, inner)]
        yield f"{layer}/_feedforward_output_dense", [(inner, hidden)]
    yield "layers/llama_layer_norm", [(hidden,)]


def serialized(name, config):
    return {"module": "keras_hub", "class_name": name, "config": config, "registered_name": f"keras_hub>{name}"}


def archive(target, task, backbone):
    with tempfile.NamedTemporaryFile(dir=target.parent, suffix=".h5") as weights:
        with h5py.File(weights.name, "w") as file:
            for path, shapes in backbone:
                add(file.create_group(f"layers/llama_backbone/{path}"), shapes)
        with zipfile.ZipFile(target, "w") as zipped:
            zipped.writestr("metadata.json", json.dumps({"keras_version": "3.15.1"}))
            zipped.writestr("config.json", json.dumps(task))
            zipped.write(weights.name, "model.weights.h5")


def preset(folder, task, backbone):
    folder.mkdir()
    (folder / "metadata.json").write_text(json.dumps({"keras_version": "3.15.1", "keras_hub_version": "0.32.0"}))
    (folder / "config.json").write_text(json.dumps(task["config"]["backbone"]))
    (folder / "task.json").write_text(json.dumps(task))
    places = {}
    shard, written = 0, 0
    file = None
    for path, shapes in backbone:
        size = sum(2 * int(np.prod(shape)) for shape in shapes)
        if file is None or written + size > 1e9:
            if file is not None:
                file.close()
                shard += 1
            file, written = h5py.File(folder / f"model_{shard:05}.weights.h5", "w"), 0
        add(file.create_group(path), shapes)
        written += size
        places[f"/{path}/vars"] = f"model_{shard:05}.weights.h5"
    file.close()
    (folder / "model.weights.json").write_text(json.dumps({"metadata": {}, "weight_map": places}))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--untied", action="store_true", help="scores by a table of their own")
    parser.add_argument("--layers", type=int, default=16)
    parser.add_argument("--vocabulary", type=int, default=128256)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    sizes = dict(
        vocabulary_size=options.vocabulary,
        num_layers=options.layers,
        num_query_heads=32,
        num_key_value_heads=8,
        hidden_dim=2048,
        intermediate_dim=8192,
        rope_max_wavelength=500000.0,
        layer_norm_epsilon=1e-5,
    )
    name = dict(name="llama_backbone", dtype="bfloat16")
    backbone = serialized("LlamaBackbone", {**name, **sizes})
    task = serialized("LlamaCausalLM", dict(name="llama_causal_lm", backbone=backbone, preprocessor=None))
    variables = list(layers(sizes, not options.untied))
    archive(options.folder / "model.keras", task, variables)
    preset(options.folder / "preset", task, variables)
    count = sum(int(np.prod(shape)) for _, shapes in variables for shape in shapes)
    print(f"{count} weights in {options.folder}")


if __name__ == "__main__":
    main()
