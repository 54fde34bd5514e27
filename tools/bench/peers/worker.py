"""Runs the works on one engine, as told on standard input.

Each line "NAME SECONDS" is answered by "MINIMUM MEDIAN SAMPLES", nanoseconds a call, after a check of the numbers.

Usage: worker.py onnxruntime|litert|openvino FOLDER THREADS
"""
import pathlib
import statistics
import sys
import time

import numpy as np
from works import WORKS

SAMPLE_NANOS = 1_000_000
TOLERANCE = 1e-4
# Seconds to choose between two files.
TRIAL = 0.3


def measure(call, calls, seconds):
    """Minimum and median in nanoseconds, and the number of samples."""
    repeats = 1
    samples = []
    end = time.perf_counter_ns() + int(seconds * 1e9)
    while time.perf_counter_ns() < end or not samples:
        start = time.perf_counter_ns()
        for _ in range(repeats):
            call()
        elapsed = time.perf_counter_ns() - start
        if elapsed < SAMPLE_NANOS / 2 and repeats < 10_000:
            repeats *= 2
            samples.clear()
        else:
            samples.append(elapsed / repeats / calls)
    return min(samples), statistics.median(samples), len(samples)


def onnxruntime(path, inputs, threads):
    """With inputs and outputs bound to fixed arrays, the states of a step bound in turn."""
    import onnxruntime as ort

    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    session = ort.InferenceSession(f"{path}.onnx", options, providers=["CPUExecutionProvider"])
    names = [i.name for i in session.get_inputs()]
    outs = [ort.OrtValue.ortvalue_from_numpy(np.zeros(o.shape, np.float32)) for o in session.get_outputs()]
    values = [ort.OrtValue.ortvalue_from_numpy(array) for array in inputs]
    bindings = []
    for turn in range(2):
        binding = session.io_binding()
        states = values[1:] if turn == 0 else outs
        given = [values[0], *(states if len(names) > 1 else [])]
        taken = outs if turn == 0 or len(names) == 1 else values[1:]
        for name, value in zip(names, given):
            binding.bind_ortvalue_input(name, value)
        for output, value in zip(session.get_outputs(), taken):
            binding.bind_ortvalue_output(output.name, value)
        bindings.append(binding)
    first, second = bindings
    run = session.run_with_iobinding

    def call():
        run(first)
        run(second)

    def result():
        run(first)
        return [out.numpy() for out in outs]

    return call, 2, result


def litert(path, inputs, threads):
    """The states of a step are copied from the outputs to the inputs: its Python interface cannot bind them."""
    from ai_edge_litert.interpreter import Interpreter

    interpreter = Interpreter(f"{path}.tflite", num_threads=threads)
    interpreter.allocate_tensors()
    given = {detail["name"].split("_")[-1].split(":")[0]: detail for detail in interpreter.get_input_details()}
    for detail in given.values():
        # The states, all zeros, are given without the axis of directions.
        array = next((a for a in inputs if a.shape == tuple(detail["shape"])), None)
        interpreter.set_tensor(detail["index"], np.zeros(detail["shape"], np.float32) if array is None else array)
    outputs = [detail["index"] for detail in interpreter.get_output_details()]

    def result():
        interpreter.invoke()
        return [interpreter.get_tensor(index) for index in outputs]

    if len(given) == 1:
        return interpreter.invoke, 1, result
    # The outputs are y, h and c in the converter's order; y is h.
    first = result()
    c = next(i for i in range(3) if sum(np.array_equal(first[i], other) for other in first) == 1)
    carried = [(given["c"]["index"], outputs[c]), (given["h"]["index"], outputs[c - 1])]

    def step():
        interpreter.invoke()
        for state, output in carried:
            interpreter.set_tensor(state, interpreter.get_tensor(output))

    return step, 1, result


def openvino(path, inputs, threads):
    """From the ONNX file; a network from that or from the LiteRT file, whichever is faster here and now."""
    if not path.with_suffix(".json").exists():
        return openvino_of(f"{path}.onnx", inputs, threads)
    made = []
    for suffix in ("onnx", "tflite"):
        try:
            runner = openvino_of(f"{path}.{suffix}", inputs, threads)
            made.append((measure(*runner[:2], TRIAL)[0], suffix, runner))
        except RuntimeError as e:
            print(f"{path.name}.{suffix}: {e}", file=sys.stderr)
    nanos, suffix, runner = min(made)
    print(f"{path.name}: takes the {suffix} file of {[m[:2] for m in made]}", file=sys.stderr)
    return runner


def openvino_of(file, inputs, threads):
    """With inputs and outputs bound to fixed arrays, the states of a step bound in turn."""
    import openvino as ov

    config = {
        "INFERENCE_NUM_THREADS": threads,
        "PERFORMANCE_HINT": "LATENCY",
        "INFERENCE_PRECISION_HINT": "f32",
        "NUM_STREAMS": 1,
    }
    compiled = ov.Core().compile_model(file, "CPU", config)
    given = [ov.Tensor(array) for array in inputs]
    taken = [ov.Tensor(ov.Type.f32, port.shape) for port in compiled.outputs]
    requests = []
    for turn in range(2):
        request = compiled.create_infer_request()
        swapped = turn == 1 and len(given) > 1
        for i, tensor in enumerate([given[0], *taken] if swapped else given):
            request.set_input_tensor(i, tensor)
        for i, tensor in enumerate(given[1:] if swapped else taken):
            request.set_output_tensor(i, tensor)
        requests.append(request)
    first, second = requests

    def call():
        first.infer()
        second.infer()

    def result():
        first.infer()
        return [tensor.data for tensor in taken]

    return call, 2, result


class Runner:
    """One work on one engine, loaded and checked."""

    def __init__(self, engine, folder, threads, name):
        work = next(w for w in WORKS if w.name == name)
        x = np.load(folder / f"{name}.input.npy")
        wanted = np.load(folder / f"{name}.output.npy")
        inputs = [x]
        if work.kind == "step":
            inputs += [np.zeros((1, work.shape[0], wanted.shape[-1]), np.float32) for _ in range(2)]
        self.call, self.calls, result = engine(folder / name, inputs, threads)
        # The outputs of a step come in the engine's own order: h and c.
        largest = np.abs(wanted).max()
        errors = [np.abs(y.reshape(wanted.shape) - wanted).max() / largest for y in result()]
        if not min(errors) < TOLERANCE:
            sys.exit(f"{name}: the outputs differ by {min(errors)}")

    def measure(self, seconds):
        return measure(self.call, self.calls, seconds)


def main():
    engine = {"onnxruntime": onnxruntime, "litert": litert, "openvino": openvino}[sys.argv[1]]
    folder = pathlib.Path(sys.argv[2])
    runners = {}
    print("ready", flush=True)
    for line in sys.stdin:
        name, seconds = line.split()
        if name not in runners:
            runners[name] = Runner(engine, folder, int(sys.argv[3]), name)
        print(*runners[name].measure(float(seconds)), flush=True)


if __name__ == "__main__":
    main()
