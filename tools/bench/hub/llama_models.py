"""Writes NAME.gguf from NAME.npz, for llama.cpp: the weights in float32, and a vocabulary of any words.

Usage: llama_models.py FOLDER NAME...
"""
import pathlib
import sys

import gguf
import numpy as np
from sizes import SIZES

NAMES = {"output": "attn_output", "norm": "attn_norm", "last_norm": "ffn_norm", "inner": "ffn_up", "outer": "ffn_down"}


def vocabulary(words):
    """Each byte, as GPT-2 writes it, and words that no text has."""
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    rest = [byte for byte in range(256) if byte not in printable]
    tokens = [chr(byte) for byte in printable] + [chr(256 + i) for i in range(len(rest))] + ["\u0120t"]
    return tokens + [f"<word{i}>" for i in range(words - len(tokens))]


def tensors(arrays, layers, width):
    yield "token_embd.weight", arrays["tokens"]
    yield "position_embd.weight", arrays["positions"]
    for i in range(layers):
        parts = [f"{i}.{name}" for name in ("query", "key", "value")]
        yield f"blk.{i}.attn_qkv.weight", np.concatenate([arrays[f"{part}.w"].reshape(width, -1).T for part in parts])
        yield f"blk.{i}.attn_qkv.bias", np.concatenate([arrays[f"{part}.b"].reshape(-1) for part in parts])
        for part, name in NAMES.items():
            if "norm" in part:
                yield f"blk.{i}.{name}.weight", arrays[f"{i}.{part}.gamma"]
                yield f"blk.{i}.{name}.bias", arrays[f"{i}.{part}.beta"]
            else:
                kernel = arrays[f"{i}.{part}.w"]
                yield f"blk.{i}.{name}.weight", kernel.reshape(-1, kernel.shape[-1]).T
                yield f"blk.{i}.{name}.bias", arrays[f"{i}.{part}.b"]
    yield "output_norm.weight", arrays["final_norm.gamma"]
    yield "output_norm.bias", arrays["final_norm.beta"]


def write(path, arrays, layers, width, heads, inner, words, steps):
    writer = gguf.GGUFWriter(path, "gpt2")
    writer.add_name("gpt2")
    writer.add_block_count(layers)
    writer.add_context_length(steps)
    writer.add_embedding_length(width)
    writer.add_feed_forward_length(inner)
    writer.add_head_count(heads)
    writer.add_layer_norm_eps(1e-5)
    writer.add_file_type(gguf.LlamaFileType.ALL_F32)
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("gpt-2")
    writer.add_token_list(vocabulary(words))
    writer.add_token_types([gguf.TokenType.NORMAL] * words)
    writer.add_token_merges(["\u0120 t"])
    writer.add_bos_token_id(words - 1)
    writer.add_eos_token_id(words - 1)
    for name, array in tensors(arrays, layers, width):
        writer.add_tensor(name, np.ascontiguousarray(array, np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def main():
    folder = pathlib.Path(sys.argv[1])
    for name in sys.argv[2:]:
        with np.load(folder / f"{name}.npz") as arrays:
            write(folder / f"{name}.gguf", {key: arrays[key] for key in arrays.files}, *SIZES[name][1:])


main()
