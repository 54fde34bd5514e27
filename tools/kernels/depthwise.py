"""Writes the SIMD loop of depthwise convolution: neighbouring windows of some channels, their sums held in registers.

Each tap loads a vector of the kernel once for all windows. Accumulators must be named locals: in an array they cost 24
times as much.

Usage: python3 tools/kernels/depthwise.py [--check]
"""
import noinline
import generated
from tiles import at

# Windows at once, the most first, and vectors of channels.
WINDOWS = [7, 4, 2, 1]
VECTORS = [2, 1]
# Loops of so few vectors are small enough to be inlined.
SMALL = 4

# Neighbouring windows at once that share the loads of x, the most first, by how many neighbouring taps a window has. C2 of
# JDK 17 inlines only the first 50 or so vector operations of a method. A row of the least number or more can be cut into
# blocks of nearly equal numbers of windows, which are all here.
SHARED = {3: [7, 6, 5, 4], 5: [6, 5, 4, 3]}

HEAD = """\
package io.github.cornu.kernel;

import static io.github.cornu.kernel.VectorSpeciesHolder.LANES;
import static io.github.cornu.kernel.VectorSpeciesHolder.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * Depthwise convolution of windows in a grid, the sums of all taps in ascending order from {@code init}. {@code blockWxV}: W
 * neighbouring windows, V vectors of channels. {@code sharedKxW}: W windows with K neighbouring taps, so that the windows
 * share what they load; one vector of channels. Written by {@code tools/kernels/depthwise.py}.
 */
final class VectorDepthwise {
    private VectorDepthwise() {}

    /**
     * All windows of as many channels as are whole vectors. Channels are outside, since the elements of a few channels in
     * neighbouring rows stay in the first-level cache.
     *
     * @return how many channels these are
     */
    static int run(
            int rows,
            WindowGrid grid,
            int channels,
            float[] x,
            int xOffset,
            float[] w,
            int[] wTaps,
            float[] init,
            float[] y,
            int yOffset) {
        int c = 0;
        int neighbours = grid.neighbours();
        boolean shared = SHARES;
        for (; !shared && c + 2 * LANES <= channels; c += 2 * LANES) {
            for (int r = 0; r < rows; r++) {
                int from = xOffset + r * grid.xRowStride() + c;
                int to = yOffset + r * grid.yRowStride() + c;
                of2(grid.columns(), x, from, grid.xStride(), grid.taps(), w, c, wTaps, init, y, to, grid.yStride());
            }
        }
        for (; c + LANES <= channels; c += LANES) {
            for (int r = 0; r < rows; r++) {
                int from = xOffset + r * grid.xRowStride() + c;
                int to = yOffset + r * grid.yRowStride() + c;
SWITCH
            }
        }
        return c;
    }
"""

PARAMETERS = """\
            float[] x,
            int xOffset,
            int xStride,
            int[] xTaps,
            float[] w,
            int wOffset,
            int[] wTaps,
            float[] init,
            float[] y,
            int yOffset,
            int yStride) {
"""


def head():
    arguments = "grid.columns(), x, from, grid.xStride(), grid.taps(), w, c, wTaps, init, y, to, grid.yStride()"
    lines = []
    for taps in SHARED:
        lines += [f"                {'' if not lines else '} else '}if (shared && neighbours == {taps}) {{"]
        lines += [f"                    shared{taps}({arguments});"]
    lines += ["                } else {", f"                    of1({arguments});", "                }"]
    shares = " || ".join(
        f"neighbours == {taps} && grid.columns() >= {windows[-1]}" for taps, windows in SHARED.items()
    )
    return HEAD.replace("SWITCH", "\n".join(lines)).replace("SHARES", shares).rstrip("\n")


def cut(taps):
    """The method that cuts a row of windows into blocks of nearly equal numbers."""
    most = SHARED[taps][0]
    yield f"\n    private static void shared{taps}(\n            int windows,\n{PARAMETERS}".rstrip("\n")
    yield f"        int blocks = (windows + {most - 1}) / {most};"
    yield "        int least = windows / blocks;"
    yield "        int larger = windows - blocks * least;"
    yield "        int done = larger * (least + 1);"
    rest = "xStride, xTaps, w, wOffset, wTaps, init, y"
    yield "        if (larger > 0) {"
    yield f"            shared{taps}(least + 1, larger, x, xOffset, {rest}, yOffset, yStride);"
    yield "        }"
    yield f"        shared{taps}("
    yield "                least,"
    yield "                blocks - larger,"
    yield "                x,"
    yield "                xOffset + done * xStride,"
    for argument in rest.split(", "):
        yield f"                {argument},"
    yield "                yOffset + done * yStride,"
    yield "                yStride);"
    yield "    }"
    yield f"\n    private static void shared{taps}(\n            int size,\n            int blocks,\n{PARAMETERS}".rstrip("\n")
    yield "        switch (size) {"
    arguments = f"blocks, x, xOffset, {rest}, yOffset, yStride"
    for windows in reversed(SHARED[taps]):
        label = "default" if windows == most else f"case {windows}"
        yield f"            {label} -> shared{taps}x{windows}({arguments});"
    yield "        }"
    yield "    }"


def shared(taps, windows):
    yield f"\n    private static void shared{taps}x{windows}(\n            int blocks,\n{PARAMETERS}".rstrip("\n")
    if windows <= SMALL:
        yield from noinline.statement("xOffset")
    yield "        for (int b = 0; b < blocks; b++) {"
    yield f"            int first = xOffset + b * {windows} * xStride;"
    yield f"            int to = yOffset + b * {windows} * yStride;"
    yield "            FloatVector start = FloatVector.fromArray(SPECIES, init, wOffset);"
    for i in range(windows):
        yield f"            FloatVector s{i} = start;"
    yield f"            for (int t = 0; t < xTaps.length; t += {taps}) {{"
    yield "                int from = first + xTaps[t];"
    for k in range(taps):
        tap = f"wOffset + wTaps[{'t' if k == 0 else f't + {k}'}]"
        yield f"                FloatVector w{k} = FloatVector.fromArray(SPECIES, w, {tap});"
    for column in range(windows + taps - 1):
        yield f"                FloatVector x{column} = FloatVector.fromArray(SPECIES, x, {at('from', column, 'xStride')});"
        for i in range(windows):
            if 0 <= column - i < taps:
                yield f"                s{i} = x{column}.fma(w{column - i}, s{i});"
    yield "            }"
    for i in range(windows):
        yield f"            s{i}.intoArray(y, {at('to', i, 'yStride')});"
    yield "        }"
    yield "    }"


def dispatch(vectors):
    yield f"\n    private static void of{vectors}(\n            int windows,\n{PARAMETERS}".rstrip("\n")
    yield "        int i = 0;"
    for windows in WINDOWS:
        keyword = "while" if windows == WINDOWS[0] else "if"
        yield f"        {keyword} (i + {windows} <= windows) {{"
        yield f"            block{windows}x{vectors}("
        yield "                    x, xOffset + i * xStride, xStride, xTaps, w, wOffset, wTaps, init, y, yOffset + i * yStride, yStride);"
        yield f"            i += {windows};"
        yield "        }"
    yield "    }"


def block(windows, vectors):
    yield f"\n    private static void block{windows}x{vectors}(\n{PARAMETERS}".rstrip("\n")
    if windows * vectors <= SMALL:
        yield from noinline.statement("xOffset")
    for v in range(vectors):
        yield f"        FloatVector init{v} = FloatVector.fromArray(SPECIES, init, {at('wOffset', v, 'LANES')});"
    for i in range(windows):
        for v in range(vectors):
            yield f"        FloatVector s{i}{v} = init{v};"
    yield "        for (int t = 0; t < xTaps.length; t++) {"
    yield "            int from = xOffset + xTaps[t];"
    yield "            int tap = wOffset + wTaps[t];"
    for v in range(vectors):
        yield f"            FloatVector w{v} = FloatVector.fromArray(SPECIES, w, {at('tap', v, 'LANES')});"
    for i in range(windows):
        for v in range(vectors):
            index = at(at("from", i, "xStride"), v, "LANES")
            yield f"            s{i}{v} = FloatVector.fromArray(SPECIES, x, {index}).fma(w{v}, s{i}{v});"
    yield "        }"
    for i in range(windows):
        for v in range(vectors):
            yield f"        s{i}{v}.intoArray(y, {at(at('yOffset', i, 'yStride'), v, 'LANES')});"
    yield "    }"


def main():
    lines = [head()]
    for vectors in VECTORS:
        lines.extend(dispatch(vectors))
    for vectors in VECTORS:
        for windows in WINDOWS:
            lines.extend(block(windows, vectors))
    for taps in SHARED:
        lines.extend(cut(taps))
        for windows in SHARED[taps]:
            lines.extend(shared(taps, windows))
    generated.write("VectorDepthwise.java", "\n".join(lines) + "\n}\n", "depthwise")


if __name__ == "__main__":
    main()
