"""Runs all works on all engines, interleaved, and prints one table; also as JSON, as a picture, and into a page.

Usage: compare.py FOLDER [--sessions N] [--rounds N] [--seconds S] [--works NAME,...] [--json FILE] [--svg FILE]
                         [--markdown FILE]

Workers are processes that measure when told to; all others wait meanwhile. Each session starts them anew, since the JVM's
compiler does not always come to the same code.
"""
import argparse
import dataclasses
import json
import os
import pathlib
import platform
import statistics
import subprocess
import sys

import page
import picture
from works import WORKS

HERE = pathlib.Path(__file__).parent
VECTORS = ["--add-modules", "jdk.incubator.vector"]
NARROW = "-XX:UseAVX=2"
# So many times as long as a measurement; networks longer, since the compiler wants many calls.
WARM_UP = 7
LONG_WARM_UP = 27


class Engine:
    """One way to run a work; ``two`` of them have two threads."""

    def __init__(self, name, command, threads=1, works=None):
        self.name = name
        self.command = command
        self.threads = threads
        self.works = works
        self.refused = set()
        self.process = None
        self.log = HERE.parent / f"target/{name.replace(' ', '-')}-{threads}.log"

    def start(self):
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True, cwd=HERE
            )
        return self.process.stdout.readline().strip() == "ready" or self.failed("start")

    def failed(self, what):
        self.process.kill()
        self.process.wait()
        self.refused.add(what)
        print(f"{self.name}, {self.threads} threads: no {what}, see {self.log}", file=sys.stderr)

    def measure(self, work, seconds):
        """Minimum and median in nanoseconds, or None if the engine fails or has no part in the work."""
        if self.works and work.name not in self.works or work.name in self.refused:
            return None
        if self.process.poll() is not None and not self.start():
            return None
        try:
            print(work.name, seconds, file=self.process.stdin, flush=True)
            words = self.process.stdout.readline().split()
        except BrokenPipeError:
            words = []
        return (float(words[0]), float(words[1])) if len(words) == 3 else self.failed(work.name)

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.stdin.close()
            self.process.wait()


def homes():
    """Version and home of each JDK of JAVA_HOMES, the newest last."""
    found = []
    for home in os.environ["JAVA_HOMES"].split(":"):
        text = subprocess.run([f"{home}/bin/java", "-XshowSettings:properties", "-version"], capture_output=True, text=True)
        version = next(l.split("=")[1].strip() for l in text.stderr.splitlines() if "java.specification.version " in l)
        found.append((version, home))
    return sorted(found, key=lambda pair: int(pair[0]))


def engines(folder):
    jar = HERE.parent / "target/benchmarks.jar"
    newest = None
    for version, home in homes():
        newest = home
        for threads in (1, 2):
            command = [f"{home}/bin/java", *VECTORS, "-cp", str(jar), "io.github.cornu.bench.CompareWorker", folder, str(threads)]
            yield Engine(f"Cornu {version}", [*command, "F32"], threads)
        plain = [f"{home}/bin/java", "-cp", str(jar), "io.github.cornu.bench.CompareWorker", folder, "1", "F32"]
        narrow = [plain[0], *VECTORS, NARROW, *plain[1:]]
        yield Engine(f"Cornu {version} scalar", plain, works=["lstm_t100_b1"])
        yield Engine(f"Cornu {version} 256-bit", narrow, works=["gemm_256", "gemm_512"])
        yield Engine(f"Cornu {version} bf16", [*command[:-1], "1", "BF16"], works=["lstm_step_512"])
    target = HERE.parent / "target"
    jars = f"{target}/dl4j/*:{target}/classes"
    command = ["env", "OMP_NUM_THREADS=1", f"{newest}/bin/java", "-cp", jars, "Dl4j.java", folder]
    yield Engine("DL4J", command, works=[w.name for w in WORKS if w.kind != "network"])
    jars = f"{target}/onnxruntime.jar:{target}/classes"
    for threads in (1, 2):
        command = [f"{newest}/bin/java", "-cp", jars, "OnnxRuntime.java", folder, str(threads)]
        yield Engine("ONNX Runtime Java", command, threads)
        for name, module in (("ONNX Runtime", "onnxruntime"), ("LiteRT", "litert"), ("OpenVINO", "openvino")):
            yield Engine(name, [sys.executable, "worker.py", module, folder, str(threads)], threads)


def limits():
    """What this machine can do: floats a nanosecond of fused multiply-adds, bytes a nanosecond by size of the data."""
    home = homes()[-1][1]
    jar = HERE.parent / "target/benchmarks.jar"
    found = {}
    for suffix, options in (("", VECTORS), ("_256", [*VECTORS, NARROW])):
        command = [f"{home}/bin/java", *options, "-cp", str(jar), "io.github.cornu.bench.Limits"]
        lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
        found |= {name + suffix: float(value) for name, value in map(str.split, lines)}
    return found


def machine_name():
    """The CPU's model, its widest vectors, and how many cores it has."""
    lines = pathlib.Path("/proc/cpuinfo").read_text().splitlines()
    found = dict(reversed([[part.strip() for part in line.split(":", 1)] for line in lines if ":" in line]))
    flags = found.get("flags", "").split()
    vectors = next((name for flag, name in (("avx512f", "AVX-512"), ("avx2", "AVX2")) if flag in flags), "no AVX2")
    return {"cpu": found.get("model name", platform.machine()), "vectors": vectors, "cores": len(os.sched_getaffinity(0))}


def counted(work, folder):
    file = pathlib.Path(folder) / f"{work.name}.json"
    return dataclasses.replace(work, **json.loads(file.read_text())) if work.kind == "network" else work


def limit_nanos(work, machine, peak):
    """The least time that the multiplications, or reading the weights, can take."""
    sizes = sorted((int(n[5:]), v) for n, v in machine.items() if n.startswith("read_") and not n.endswith("_256"))
    rate = next((v for size, v in sizes if size >= work.bytes), sizes[-1][1])
    reads = work.shape[1] if work.kind == "run" and len(work.shape) == 3 and work.shape[0] == 1 else 1
    return max(work.flops / machine[peak], reads * work.recurrent / rate, work.bytes / rate)


def run(options):
    works = [counted(w, options.folder) for w in WORKS if not options.works or w.name in options.works.split(",")]
    results = {w.name: {} for w in works}
    machine = limits()
    for session in range(options.sessions):
        running = [e for e in engines(options.folder) if e.start()]
        for work in works:
            warm_up = options.seconds * (LONG_WARM_UP if work.kind == "network" else WARM_UP)
            for engine in running:
                engine.measure(work, warm_up if engine.name.startswith(("Cornu", "DL4J")) else warm_up / 4)
            for _ in range(options.rounds):
                for engine in running:
                    found = engine.measure(work, options.seconds)
                    if found:
                        results[work.name].setdefault((engine.name, engine.threads), []).append(found)
            print(f"session {session + 1}: {work.name}", file=sys.stderr)
        for engine in running:
            engine.stop()
    now = limits()
    return works, results, {name: max(value, now[name]) for name, value in machine.items()}


def summary(works, results, machine):
    """The table as plain data."""
    rows = []
    for work in works:
        entries = []
        for (name, threads), found in results[work.name].items():
            least = min(f[0] for f in found)
            entries.append(
                {
                    "engine": name,
                    "threads": threads,
                    "minimum_ns": round(least, 1),
                    "median_ns": round(statistics.median(f[1] for f in found), 1),
                }
            )
        for threads in (1, 2):
            group = [e for e in entries if e["threads"] == threads]
            peers = [e for e in group if "Cornu" not in e["engine"]]
            best = min(peers, key=lambda e: e["minimum_ns"], default=None)
            for e in group:
                if "Cornu" in e["engine"] and best:
                    e["best_peer"] = best["engine"]
                    e["ratio"] = round(best["minimum_ns"] / e["minimum_ns"], 3)
                    if threads == 1:
                        peak = "flops_256" if "256-bit" in e["engine"] else "flops"
                        e["of_limit"] = round(limit_nanos(work, machine, peak) / e["minimum_ns"], 3)
        rows.append({"work": work.name, "title": work.title or work.name, "goal": work.goal, "engines": entries})
    return {"machine": machine_name(), "limits": machine, "works": rows}


def show(table):
    print(page.machine(table))
    for name, value in table["limits"].items():
        print(f"limit {name}: {value:.1f} a nanosecond")
    for row in table["works"]:
        goal = f" (goal {row['goal']})" if row["goal"] else ""
        print(f"\n{row['title']}{goal}")
        print(f"  {'engine':<20}{'threads':>8}{'minimum':>12}{'median':>12}  best peer / Cornu, limit / Cornu")
        for e in sorted(row["engines"], key=lambda e: (e["threads"], e["minimum_ns"])):
            ratio = f"  {e['ratio']:.2f}" if "ratio" in e else ""
            limit = f", {e['of_limit']:.2f}" if "of_limit" in e else ""
            times = "".join(f"{page.duration(e[key]):>12}" for key in ("minimum_ns", "median_ns"))
            print(f"  {e['engine']:<20}{e['threads']:>8}{times}{ratio}{limit}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--sessions", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=0.3)
    parser.add_argument("--works")
    parser.add_argument("--json", type=pathlib.Path)
    parser.add_argument("--svg", type=pathlib.Path)
    parser.add_argument("--markdown", type=pathlib.Path)
    options = parser.parse_args()
    if options.markdown:
        page.around(options.markdown)
    table = summary(*run(options))
    show(table)
    if options.json:
        options.json.write_text(json.dumps(table, indent=1) + "\n")
    if options.svg:
        options.svg.write_text(picture.draw(table))
    if options.markdown:
        page.write(options.markdown, table)


if __name__ == "__main__":
    main()
