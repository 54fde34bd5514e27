"""Writes the SIMD loops of convolutions whose neighbouring windows share what they load.

Usage: python3 tools/kernels/neighbours.py [--check]
"""
import noinline
import generated
from tiles import at

# Taps of a window that are neighbours.
TAPS = 3
# Windows of a tile, by the vectors of a panel, the most first; on older JDKs NeighbourTile uses smaller ones. With fewer
# vectors there are fewer sums, and the chain of the multiply-adds of each sum would be waited for. A row of the least
# number or more can be cut into tiles of nearly equal numbers of windows, which are all here; six windows of two vectors
# need more than 16 registers, and four are the most where there may be no more.
WINDOWS = {1: [8, 7, 6, 5, 4], 2: [6, 5, 4, 3, 2], 3: [4, 3, 2], 4: [3, 2, 1]}
# Tiles of so few sums are small enough to be inlined.
SMALL = 5

HEAD = """\
package io.github.cornu.kernel;

import static io.github.cornu.kernel.VectorSpeciesHolder.LANES;
import static io.github.cornu.kernel.VectorSpeciesHolder.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * Convolution of neighbouring windows by a panel of a packed matrix, for windows whose taps come in groups of three,
 * each where the next window has the one before: an element of x is loaded once for all windows that have it. The sums
 * are held in registers and stored to {@code y} when all products are added, in the order of the taps. {@code tileWxV}:
 * W windows, a panel of V vectors. Written by {@code tools/kernels/neighbours.py}.
 */
final class VectorNeighbours {
    private VectorNeighbours() {}
"""

PARAMETERS = """\
            float[] x,
            int xOffset,
            int xStride,
            int[] taps,
            float[] w,
            int wOffset,
            float[] init,
            int initOffset,
            float[] y,
            int yOffset,
            int yStride) {
"""

ARGUMENTS = "x, xOffset, xStride, taps, w, wOffset, init, initOffset, y, yOffset, yStride"


def tile(windows, vectors):
    yield f"\n    private static void tile{windows}x{vectors}(\n{PARAMETERS}".rstrip("\n")
    if windows * vectors <= SMALL:
        yield from noinline.statement("xOffset")
    for v in range(vectors):
        yield f"        FloatVector init{v} = FloatVector.fromArray(SPECIES, init, {at('initOffset', v, 'LANES')});"
    for r in range(windows):
        for v in range(vectors):
            yield f"        FloatVector s{r}{v} = init{v};"
    yield "        int at = wOffset;"
    yield f"        for (int k = 0; k < taps.length; k += {TAPS}) {{"
    for t in range(TAPS):
        for v in range(vectors):
            index = at("at", t * vectors + v, "LANES")
            yield f"            FloatVector w{t}{v} = FloatVector.fromArray(SPECIES, w, {index});"
    yield f"            at += {TAPS * vectors} * LANES;"
    yield "            int tap = xOffset + taps[k];"
    for j in range(windows + TAPS - 1):
        yield f"            FloatVector x{j} = FloatVector.broadcast(SPECIES, x[{at('tap', j, 'xStride')}]);"
        for t in reversed(range(TAPS)):
            r = j - t
            if 0 <= r < windows:
                for v in range(vectors):
                    yield f"            s{r}{v} = x{j}.fma(w{t}{v}, s{r}{v});"
    yield "        }"
    for r in range(windows):
        for v in range(vectors):
            yield f"        s{r}{v}.intoArray(y, {at(at('yOffset', r, 'yStride'), v, 'LANES')});"
    yield "    }"


def selector():
    yield f"\n    static void tile(\n            int windows,\n            int vectors,\n{PARAMETERS}".rstrip("\n")
    yield "        switch (vectors) {"
    for v in WINDOWS:
        label = "default" if v == max(WINDOWS) else f"case {v}"
        yield f"            {label} -> tileOf{v}(windows, {ARGUMENTS});"
    yield "        }"
    yield "    }"
    for v, windows in WINDOWS.items():
        yield f"\n    private static void tileOf{v}(\n            int windows,\n{PARAMETERS}".rstrip("\n")
        yield "        switch (windows) {"
        for w in reversed(windows):
            label = "default" if w == windows[0] else f"case {w}"
            yield f"            {label} -> tile{w}x{v}({ARGUMENTS});"
        yield "        }"
        yield "    }"


def main():
    lines = [HEAD.rstrip("\n"), *selector()]
    for vectors, all_windows in WINDOWS.items():
        for windows in all_windows:
            lines.extend(tile(windows, vectors))
    generated.write("VectorNeighbours.java", "\n".join(lines) + "\n}\n", "neighbours")


if __name__ == "__main__":
    main()
