"""The tables of a comparison in a page of the documentation, between two markers."""
import sys

START = "<!-- comparison: written by tools/bench/compare --markdown docs/performance.md -->\n"
END = "<!-- end of comparison -->\n"
PEERS = ("ONNX Runtime", "ONNX Runtime Java", "LiteRT", "OpenVINO", "DL4J")


def duration(nanos):
    return f"{nanos / 1e6:.2f} ms" if nanos >= 1e6 else f"{nanos / 1e3:.2f} µs"


def machine(table):
    """The machine and what it can do at best, as one sentence without its full stop."""
    name = table["machine"]
    limits = table["limits"]
    sizes = sorted(int(key[5:]) for key in limits if key.startswith("read_") and not key.endswith("_256"))
    rates = [limits[f"read_{size}"] for size in (sizes[0], sizes[-1])]
    return (
        f"{name['cpu']}, {name['vectors']}, {name['cores']} cores; at best, one thread computes {limits['flops']:.0f} Gflop/s "
        f"and reads {rates[0]:.0f} GB/s from its first cache, {rates[1]:.0f} GB/s from memory"
    )


def plain(engines):
    """Cornu as it comes, on each JDK, the newest last."""
    found = [e for e in engines if e["engine"].startswith("Cornu") and len(e["engine"].split()) == 2]
    return sorted(found, key=lambda e: int(e["engine"].split()[1]))


def rows(table, threads):
    ours = plain([e for row in table["works"] for e in row["engines"]])
    versions = list(dict.fromkeys(e["engine"] for e in ours))[::-1]
    names = [*versions, *(p for p in PEERS if threads == 1 or p != "DL4J")]
    heads = ["Work", *names, "best peer / Cornu", *(["limit / Cornu"] if threads == 1 else [])]
    yield heads
    yield ["---"] * len(heads)
    for row in table["works"]:
        found = {e["engine"]: e for e in row["engines"] if e["threads"] == threads}
        newest = found.get(versions[0], {}) if versions else {}
        ratios = [newest.get(key) for key in ("ratio", "of_limit")][: len(heads) - len(names) - 1]
        times = [duration(found[n]["minimum_ns"]) if n in found else "" for n in names]
        yield [row["title"], *times, *("" if r is None else f"{r:.2f}" for r in ratios)]


def around(path):
    """What the page has before and after the tables, with the markers."""
    text = path.read_text() if path.is_file() else ""
    start, end = text.find(START), text.find(END)
    if not 0 <= start < end:
        sys.exit(f"{path}: no file with the lines {START.strip()} and {END.strip()}")
    return text[: start + len(START)], text[end:]


def write(path, table):
    before, after = around(path)
    parts = [machine(table) + "."]
    for threads, title in ((1, "One thread:"), (2, "Two threads:")):
        parts += [title, "\n".join(f"| {' | '.join(cells)} |" for cells in rows(table, threads))]
    path.write_text(before + "\n" + "\n\n".join(parts) + "\n\n" + after)
