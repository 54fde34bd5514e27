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

# Neighbouring windows at once that share the loads of x, by how many neighbouring taps a window has. C2 of JDK 17 inlines
# only the first 50 or so vector operations of a method.
SHARED = {3: 7, 5: 6}

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
                int done = shared ? shared(grid, x, from, w, c, wTaps, init, y, to) : 0;
                of1(
                        grid.columns() - done,
                        x,
                        from + done * grid.xStride(),
                        grid.xStride(),
                        grid.taps(),
                        w,
                        c,
                        wTaps,
                        init,
                        y,
                        to + done * grid.yStride(),
                        grid.yStride());
            }
        }
        return c;
    }

    /** Returns how many windows of a row are done. */
    private static int shared(
            WindowGrid grid, float[] x, int xOffset, float[] w, int wOffset, int[] wTaps, float[] init, float[] y, int yOffset) {
SWITCH
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
    lines = []
    for taps, windows in SHARED.items():
        lines += [
            f"        if (grid.neighbours() == {taps}) {{",
            f"            return shared{taps}x{windows}(",
            "                    grid.columns(),",
            "                    x,",
            "                    xOffset,",
            "                    grid.xStride(),",
            "                    grid.taps(),",
            "                    w,",
            "                    wOffset,",
            "                    wTaps,",
            "                    init,",
            "                    y,",
            "                    yOffset,",
            "                    grid.yStride());",
            "        }",
        ]
    lines.append("        return 0;")
    shares = " || ".join(f"grid.neighbours() == {taps}" for taps in SHARED)
    return HEAD.replace("SWITCH", "\n".join(lines)).replace("SHARES", shares).rstrip("\n")


def shared(taps, windows):
    yield f"\n    private static int shared{taps}x{windows}(\n            int windows,\n{PARAMETERS}".rstrip("\n")
    yield "        int i = 0;"
    yield f"        for (; i + {windows} <= windows; i += {windows}) {{"
    yield "            int first = xOffset + i * xStride;"
    yield "            int to = yOffset + i * yStride;"
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
    yield "        return i;"
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
    for taps, windows in SHARED.items():
        lines.extend(shared(taps, windows))
    generated.write("VectorDepthwise.java", "\n".join(lines) + "\n}\n", "depthwise")


if __name__ == "__main__":
    main()
