"""Lets ONNX Runtime go on with the prompt, greedily, and prints as Tokens.java does.

Usage: onnx_tokens.py FOLDER NAME THREADS COUNT
"""
import pathlib
import sys
import time

import numpy as np
import onnxruntime
from sizes import PROMPT, SIZES


def main():
    folder, name, threads, count = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    layers, width, heads, words, steps = SIZES[name]
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(pathlib.Path(folder) / f"{name}.onnx", options, ["CPUExecutionProvider"])

    def value(array):
        return onnxruntime.OrtValue.ortvalue_from_numpy(array)

    # Keys and values stay in one buffer, which is input and output.
    binding = session.io_binding()
    kept = [value(np.zeros((1, heads, steps, width // heads), np.float32)) for _ in range(2 * layers)]
    names = [f"{what}_{layer}" for layer in range(layers) for what in ("keys", "values")]
    for key, buffer in zip(names, kept):
        binding.bind_ortvalue_input(key, buffer)
        binding.bind_ortvalue_output(f"new_{key}", buffer)
    logits = value(np.zeros((1, 1, words), np.float32))
    binding.bind_ortvalue_output("logits", logits)

    tokens = list(PROMPT)
    nanos = []
    for step in range(len(PROMPT) + count - 1):
        start = time.perf_counter_ns()
        binding.bind_cpu_input("token", np.array([[tokens[step]]], np.int64))
        binding.bind_cpu_input("position", np.array([[step]], np.int64))
        binding.bind_cpu_input("length", np.array([step], np.int32))
        binding.bind_cpu_input("total", np.array(step + 1, np.int32))
        session.run_with_iobinding(binding)
        if step >= len(PROMPT) - 1:
            tokens.append(int(np.argmax(logits.numpy())))
            nanos.append(time.perf_counter_ns() - start)
    half = len(nanos) // 2
    print(*(round(float(np.median(part))) for part in (nanos[:half], nanos[half:])), *tokens[len(PROMPT):])


main()
