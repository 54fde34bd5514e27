"""The table of a comparison as an SVG picture: for each work, how many times as long as Cornu each engine takes."""
from xml.sax.saxutils import escape

import page

WIDTH = 900
LABEL = 330
BAR = 14
GAP = 26
LONGEST = 430
COLORS = {
    "Cornu": "#1b7f5c",
    "ONNX Runtime": "#7a8ba3",
    "ONNX Runtime Java": "#a3adbd",
    "LiteRT": "#c8a25c",
    "OpenVINO": "#b06a6a",
    "DL4J": "#8c7aa8",
    "limit": "#d8d8d8",
}
MOST = 8


def text(x, y, content, size=12, anchor="start", weight="normal"):
    return f'<text x="{x}" y="{y}" font-size="{size}" text-anchor="{anchor}" font-weight="{weight}">{escape(content)}</text>'


def draw(table):
    parts = []
    y = 30
    parts.append(text(10, y, "Time of one call, one thread, relative to Cornu (shorter is faster)", 15, weight="bold"))
    y += 20
    parts.append(text(10, y, page.machine(table)))
    for row in table["works"]:
        one = [e for e in row["engines"] if e["threads"] == 1]
        ours = page.plain(one)
        if not ours:
            continue
        cornu = ours[-1]
        bars = [("Cornu", cornu["minimum_ns"])]
        if "of_limit" in cornu:
            bars.append(("limit", cornu["of_limit"] * cornu["minimum_ns"]))
        bars += [(e["engine"], e["minimum_ns"]) for e in one if "Cornu" not in e["engine"]]
        y += GAP
        parts.append(text(10, y + BAR, row["title"], 13, weight="bold"))
        for name, nanos in bars:
            ratio = nanos / cornu["minimum_ns"]
            length = min(ratio, MOST) / MOST * LONGEST
            parts.append(text(LABEL + 110, y + BAR - 3, name, 11, "end"))
            parts.append(f'<rect x="{LABEL + 118}" y="{y}" width="{length:.0f}" height="{BAR - 2}" fill="{COLORS[name]}"/>')
            label = page.duration(nanos) if name == "Cornu" else f"{ratio:.2f}×"
            parts.append(text(LABEL + 122 + length, y + BAR - 3, label, 11))
            y += BAR
    height = y + 20
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" font-family="sans-serif">'
    return "\n".join([head, f'<rect width="{WIDTH}" height="{height}" fill="white"/>', *parts, "</svg>"]) + "\n"
