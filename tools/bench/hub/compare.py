"""Answers of models of KerasHub: how many a second, how soon the first is there, and in how much memory, of processes of
each engine in turn, as tables.

Usage: compare.py FOLDER ROUNDS COUNT ENGINES NAME...
"""
import os
import pathlib
import shlex
import statistics
import subprocess
import sys
import tempfile
import time

from sizes import LENGTHS, PROMPT, SIZES

HERE = pathlib.Path(__file__).parent
JAR = HERE.parent / "target/benchmarks.jar"
MEGABYTE = 1 << 10
TITLES = {"cornu": "Cornu", "onnx": "ONNX Runtime", "llama": "llama.cpp"}


def command(engine, task, folder, name, threads, count, numbers):
    rest = [str(threads), str(count), *map(str, numbers)]
    if engine == "cornu":
        java = f"{os.environ['JAVA_HOME']}/bin/java" if "JAVA_HOME" in os.environ else "java"
        options = [*shlex.split(os.environ.get("CORNU_JAVA_OPTIONS", "")), "--add-modules", "jdk.incubator.vector"]
        return [java, *options, "-cp", str(JAR), "io.github.cornu.bench.Answers", task, f"{folder}/{name}.keras", *rest]
    return [sys.executable, str(HERE / f"{engine}_answers.py"), task, folder, name, *rest]


def run(arguments):
    """Seconds until the first answer, what is printed behind it, and the most memory in MB."""
    with tempfile.TemporaryFile("w+") as errors:
        start = time.perf_counter()
        process = subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=errors, text=True)
        lines, first = [], None
        for line in process.stdout:
            if line.strip() == "first":
                first = time.perf_counter() - start
            elif first is not None:
                lines.append(line)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if status != 0 or not lines:
            errors.seek(0)
            sys.exit(f"{' '.join(arguments)} failed:\n{errors.read()}")
    return first, lines[-1].split(), usage.ru_maxrss / MEGABYTE


def measure(engine, task, folder, name, threads, count, numbers, rounds):
    runs = [run(command(engine, task, folder, name, threads, count, numbers)) for _ in range(rounds)]
    firsts, memories = ([each[i] for each in runs] for i in (0, 2))
    times = 1 if task == "classify" else 2
    nanos = [sum(map(int, values[:times])) / times for _, values, _ in runs]
    return 1e9 / statistics.median(nanos), statistics.median(firsts), statistics.median(memories), runs[-1][1][times:]


def agreement(task, values, expected):
    """How far the scores are from those of the first engine, relative to its largest, or how many tokens are equal."""
    if task == "classify":
        worst = max(abs(float(a) - float(b)) for a, b in zip(values, expected))
        return f"{worst / max(abs(float(b)) for b in expected):.0e}"
    equal = sum(a == b for a, b in zip(values, expected))
    return f"{equal} of {len(expected)}"


def table(folder, rounds, count, engines, name):
    classifies = SIZES[name][0] == "bert"
    task = "classify" if classifies else "generate"
    unit = "texts a second" if classifies else "tokens a second"
    print(f"| model | threads | engine | {unit} | first answer, s | memory, MB | {'largest difference' if classifies else 'equal tokens'} |")
    print("|---|---|---|---|---|---|---|")
    for numbers in [[length] for length in LENGTHS] if classifies else [PROMPT]:
        title = f"{name}, {numbers[0]} tokens" if classifies else name
        for threads in (1, 2):
            expected = None
            for engine in engines:
                if engine == "llama" and classifies:
                    continue
                speed, first, memory, values = measure(engine, task, folder, name, threads, count, numbers, rounds)
                expected = expected or values
                row = f"{speed:.1f} | {first:.2f} | {memory:.0f} | {agreement(task, values, expected)}"
                print(f"| {title} | {threads} | {TITLES[engine]} | {row} |", flush=True)
    print(flush=True)


def main():
    folder, rounds, count, engines, *names = sys.argv[1:]
    for name in names:
        table(folder, int(rounds), int(count), engines.split(","), name)


if __name__ == "__main__":
    main()
