"""Tokens a second of Cornu and ONNX Runtime, processes in turn, as a table.

Usage: compare.py FOLDER ROUNDS COUNT NAME...
"""
import os
import pathlib
import statistics
import subprocess
import sys

from sizes import PROMPT

HERE = pathlib.Path(__file__).parent
JAR = HERE.parent / "target/benchmarks.jar"


def cornu(folder, name, threads, count):
    java = [f"{os.environ['JAVA_HOME']}/bin/java"] if "JAVA_HOME" in os.environ else ["java"]
    model = f"{folder}/{name}.keras"
    options = ["--add-modules", "jdk.incubator.vector", "-cp", str(JAR), "io.github.cornu.bench.Tokens"]
    return [*java, *options, model, str(threads), str(count), *map(str, PROMPT)]


def onnx(folder, name, threads, count):
    return [sys.executable, str(HERE / "onnx_tokens.py"), folder, name, str(threads), str(count)]


def main():
    folder, rounds, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    print("| model | threads | Cornu, tokens a second | ONNX Runtime | ratio | equal tokens |\n|---|---|---|---|---|---|")
    for name in sys.argv[4:]:
        for threads in (1, 2):
            nanos = {cornu: [], onnx: []}
            tokens = {}
            for _ in range(rounds):
                for engine in (cornu, onnx):
                    run = subprocess.run(engine(folder, name, threads, count), stdout=subprocess.PIPE, text=True, check=True)
                    first, second, *found = run.stdout.split()
                    nanos[engine].append((int(first) + int(second)) / 2)
                    tokens[engine] = found
            equal = sum(1 for _ in iter(zip(*tokens.values())) if _[0] == _[1])
            ours, theirs = (statistics.median(nanos[engine]) for engine in (cornu, onnx))
            speeds = f"{1e9 / ours:.1f} | {1e9 / theirs:.1f} | {theirs / ours:.2f}"
            print(f"| {name} | {threads} | {speeds} | {equal} of {count} |", flush=True)


main()
