"""Times processes from their start to their end after one prediction, interleaved, and the first calls of fresh processes.

Usage: start.py FOLDER [--rounds N] [--processes N] [--json FILE]
"""
import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import time

from compare import VECTORS, homes

HERE = pathlib.Path(__file__).parent
TARGET = HERE.parent / "target"
CLI = HERE.parents[1] / "cli/target/cornu.jar"
QUIET = ["-Xlog:disable"]


def run(command):
    """Seconds, seconds of CPU, and megabytes at most of a process."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"failed: {' '.join(map(str, command))}")
    return time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def cornu(home, folder, name):
    """Ways to start Cornu with one model on one JDK: its name, the options of the JVM, the rest of the command."""
    model = folder / f"{name}.h5"
    files = ["--input", folder / f"{name}.input.npy", "--output", TARGET / "start/y.npy"]
    alone = os.pathsep.join(str(jar) for jar in (*(TARGET / "lib").glob("cornu-runtime-*.jar"), TARGET / "start/cornu-start.jar"))
    yield ".cornu", VECTORS, ["-cp", alone, "CornuStart", TARGET / f"start/{name}.cornu"]
    yield ".cornu, scalar", [], ["-cp", alone, "CornuStart", TARGET / f"start/{name}.cornu"]
    yield ".h5", VECTORS, ["-cp", TARGET / "benchmarks.jar", "io.github.cornu.bench.FirstPrediction", model]
    yield "command", [], ["-jar", CLI, "predict", model, *files]


def starts(folder):
    """Name and command of everything to start; makes the .cornu files and the archives."""
    for name, title in (("mlp_b1", "MLP"), ("lstm_step_128", "LSTM(128)")):
        java = None
        for version, home in homes():
            java = f"{home}/bin/java"
            run([java, "-jar", CLI, "convert", folder / f"{name}.h5", TARGET / f"start/{name}.cornu"])
            for what, options, rest in cornu(home, folder, name):
                archive = TARGET / f"start/{name}-{what.replace(', ', '-')}-{version}.jsa"
                archive.unlink(missing_ok=True)
                run([java, *options, f"-XX:ArchiveClassesAtExit={archive}", *rest])
                yield f"{title}, Cornu {what}, JDK {version}", [java, *options, *rest]
                shared = [f"-XX:SharedArchiveFile={archive}", *QUIET]
                yield f"{title}, Cornu {what}, JDK {version}, archive", [java, *options, *shared, *rest]
        path = f"{TARGET / 'onnxruntime.jar'}{os.pathsep}{TARGET / 'start'}"
        yield f"{title}, ONNX Runtime, JDK {version}", [java, "-cp", path, "OnnxStart", folder / f"{name}.onnx"]


def time_starts(folder, rounds):
    found = {name: (command, []) for name, command in starts(folder)}
    for _ in range(rounds):
        for command, runs in found.values():
            runs.append(run(command))
    return [
        {
            "start": name,
            "minimum_s": round(min(r[0] for r in runs), 3),
            "median_s": round(statistics.median(r[0] for r in runs), 3),
            "cpu_s": round(min(r[1] for r in runs), 3),
            "rss_mb": round(max(r[2] for r in runs), 1),
        }
        for name, (_, runs) in found.items()
    ]


def first_calls(java, model):
    """The decades of calls of one process, [first, last, median, worst] each, and when it was steady."""
    command = [java, *VECTORS, "-cp", TARGET / "benchmarks.jar", "io.github.cornu.bench.FirstCalls", model]
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    return [[int(word) for word in line.split()] for line in lines[:-1]], float(lines[-1].split()[1])


def time_calls(folder, processes):
    """Of some processes, the one whose worst call after the first was best."""
    table = []
    for version, home in homes():
        runs = [first_calls(f"{home}/bin/java", folder / "lstm_step_32.h5") for _ in range(processes)]
        decades, steady = min(runs, key=lambda run: max(decade[3] for decade in run[0][1:]))
        table.append({"jdk": version, "decades": decades, "steady_s": steady, "steady_all_s": [run[1] for run in runs]})
    return table


def show(table):
    print(f"{'start to first prediction':<48}{'minimum':>10}{'median':>10}{'CPU':>10}{'memory':>10}")
    for row in table["starts"]:
        seconds = "".join(f"{row[key]:>8.3f} s" for key in ("minimum_s", "median_s", "cpu_s"))
        print(f"{row['start']:<48}{seconds}{row['rss_mb']:>7.0f} MB")
    for row in table["calls"]:
        print(f"\nLSTM(32) step, JDK {row['jdk']}: steady after {row['steady_s']:.2f} s")
        print(f"  {'calls':<18}{'median':>14}{'worst':>14}")
        for first, last, median, worst in row["decades"]:
            print(f"  {f'{first} to {last}':<18}{median / 1000:>11.2f} us{worst / 1000:>11.2f} us")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--processes", type=int, default=5)
    parser.add_argument("--json", type=pathlib.Path)
    options = parser.parse_args()
    table = {"starts": time_starts(options.folder, options.rounds), "calls": time_calls(options.folder, options.processes)}
    show(table)
    if options.json:
        options.json.write_text(json.dumps(table, indent=1) + "\n")


if __name__ == "__main__":
    main()
