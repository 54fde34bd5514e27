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

HEAD = """\
package io.github.cornu.kernel;

import static io.github.cornu.kernel.VectorSpeciesHolder.LANES;
import static io.github.cornu.kernel.VectorSpeciesHolder.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * Depthwise convolution of neighbouring windows. {@code blockWxV}: W windows, V vectors of channels, the sums of all taps
 * in ascending order from zero. Written by {@code tools/kernels/depthwise.py}.
 */
final class VectorDepthwise {
    private VectorDepthwise() {}

    /**
     * All windows of as many channels as are whole vectors.
     *
     * @return how many channels these are
     */
    static int run(
            int windows,
            int channels,
            float[] x,
            int xOffset,
            int xStride,
            int[] xTaps,
            float[] w,
            int[] wTaps,
            float[] y,
            int yOffset,
            int yStride) {
        int c = 0;
        for (; c + 2 * LANES <= channels; c += 2 * LANES) {
            of2(windows, x, xOffset + c, xStride, xTaps, w, c, wTaps, y, yOffset + c, yStride);
        }
        for (; c + LANES <= channels; c += LANES) {
            of1(windows, x, xOffset + c, xStride, xTaps, w, c, wTaps, y, yOffset + c, yStride);
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
            float[] y,
            int yOffset,
            int yStride) {
"""


def dispatch(vectors):
    yield f"\n    private static void of{vectors}(\n            int windows,\n{PARAMETERS}".rstrip("\n")
    yield "        int i = 0;"
    for windows in WINDOWS:
        keyword = "while" if windows == WINDOWS[0] else "if"
        yield f"        {keyword} (i + {windows} <= windows) {{"
        yield f"            block{windows}x{vectors}("
        yield "                    x, xOffset + i * xStride, xStride, xTaps, w, wOffset, wTaps, y, yOffset + i * yStride, yStride);"
        yield f"            i += {windows};"
        yield "        }"
    yield "    }"


def block(windows, vectors):
    yield f"\n    private static void block{windows}x{vectors}(\n{PARAMETERS}".rstrip("\n")
    if windows * vectors <= SMALL:
        yield from noinline.statement("xOffset")
    for i in range(windows):
        for v in range(vectors):
            yield f"        FloatVector s{i}{v} = FloatVector.zero(SPECIES);"
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
    lines = [HEAD.rstrip("\n")]
    for vectors in VECTORS:
        lines.extend(dispatch(vectors))
    for vectors in VECTORS:
        for windows in WINDOWS:
            lines.extend(block(windows, vectors))
    generated.write("VectorDepthwise.java", "\n".join(lines) + "\n}\n", "depthwise")


if __name__ == "__main__":
    main()
