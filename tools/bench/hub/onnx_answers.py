"""Answers of ONNX Runtime, printed as Answers.java prints them.

Usage: onnx_answers.py classify FOLDER NAME THREADS COUNT LENGTH
       onnx_answers.py generate FOLDER NAME THREADS COUNT PROMPT...
"""
import pathlib
import sys
import time

import numpy as np
import onnxruntime
from sizes import FIRST_TOKEN, SIZES, WARM_SECONDS


def session(folder, name, threads):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(pathlib.Path(folder) / f"{name}.onnx", options, ["CPUExecutionProvider"])


def median(nanos):
    return round(float(np.median(nanos)))


def warm(answer):
    end = time.perf_counter() + WARM_SECONDS
    while time.perf_counter() < end:
        answer()


def classify(model, count, length):
    inputs = {
        "token_ids": FIRST_TOKEN + np.arange(length)[None],
        "segment_ids": np.zeros((1, length), np.int64),
        "positions": np.arange(length)[None],
        "padding_mask": np.ones((1, length), np.int32),
    }
    scores = model.run(None, inputs)[0]
    print("first", flush=True)
    warm(lambda: model.run(None, inputs))
    nanos = []
    for _ in range(count):
        start = time.perf_counter_ns()
        model.run(None, inputs)
        nanos.append(time.perf_counter_ns() - start)
    print(median(nanos), *scores[0])


class Text:
    """Keys and values stay in one buffer, which is input and output."""

    def __init__(self, model, layers, width, heads, words, steps):
        self.model = model
        self.binding = model.io_binding()
        self.length = 0
        for name in (f"{what}_{layer}" for layer in range(layers) for what in ("keys", "values")):
            buffer = onnxruntime.OrtValue.ortvalue_from_numpy(np.zeros((1, heads, steps, width // heads), np.float32))
            self.binding.bind_ortvalue_input(name, buffer)
            self.binding.bind_ortvalue_output(f"new_{name}", buffer)
        self.logits = onnxruntime.OrtValue.ortvalue_from_numpy(np.zeros((1, words), np.float32))
        self.binding.bind_ortvalue_output("logits", self.logits)

    def step(self, token):
        self.binding.bind_cpu_input("token", np.array([[token]], np.int64))
        self.binding.bind_cpu_input("position", np.array([[self.length]], np.int64))
        self.binding.bind_cpu_input("length", np.array([self.length], np.int32))
        self.binding.bind_cpu_input("total", np.array(self.length + 1, np.int32))
        self.model.run_with_iobinding(self.binding)
        self.length += 1
        return int(np.argmax(self.logits.numpy()))

    def tokens(self, prompt, count):
        """The tokens, and the nanoseconds of each."""
        for token in prompt[:-1]:
            self.step(token)
        tokens, nanos = [prompt[-1]], []
        for _ in range(count):
            start = time.perf_counter_ns()
            tokens.append(self.step(tokens[-1]))
            nanos.append(time.perf_counter_ns() - start)
        return tokens[1:], nanos


def generate(model, sizes, prompt, count):
    _, layers, width, heads, _, words, steps = sizes
    begin = lambda: Text(model, layers, width, heads, words, steps)
    begin().tokens(prompt, 1)
    print("first", flush=True)
    warm(lambda: begin().tokens(prompt, count))
    tokens, nanos = begin().tokens(prompt, count)
    half = count // 2
    print(median(nanos[1:half]), median(nanos[half:]), *tokens)


def main():
    task, folder, name, threads, count, *numbers = sys.argv[1:]
    model = session(folder, name, int(threads))
    if task == "classify":
        classify(model, int(count), int(numbers[0]))
    else:
        generate(model, SIZES[name], [int(number) for number in numbers], int(count))


main()
