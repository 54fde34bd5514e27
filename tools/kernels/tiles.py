"""Writes the register tiles of the SIMD matrix kernels, one straight-line method for each shape.

The sums must be in local variables: with sums in an array the loop takes 24 times as long.

Usage: python3 tools/kernels/tiles.py [--check]
"""
import re

import noinline
import generated

ROWS = range(1, 7)
# Rows of the tiles that load initial sums for each row. C2 of JDK 17 inlines only the first 50 or so vector operations
# of a method (NodeCountInliningCutoff); the multiply-adds of the loop must be among them.
OWN_ROWS = range(2, 5)
VECTORS = range(1, 5)
# Tiles of so few vectors are small enough to be inlined.
SMALL = 6
# Vector times matrix: panels read at once, vectors in a panel. Eight sums hide the latency of the multiply-add.
GEMV = [(2, 4), (4, 2)]

HEAD = """\
package io.github.cornu.kernel;

import static io.github.cornu.kernel.VectorSpeciesHolder.LANES;
import static io.github.cornu.kernel.VectorSpeciesHolder.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * Products of a few rows with a panel of a packed matrix. The sums are held in registers and stored to {@code y} when
 * all {@code depth} products are added, in ascending order. Written by {@code tools/kernels/tiles.py}.
 *
 * <p>{@code tileRxV}: R rows of x, a panel of V vectors; all rows start from the same row of {@code init}.
 * {@code ownRxV}: each row starts from its own row of {@code init}. {@code tapsRxV}: a row of x lies where {@code taps}
 * says, seen from its beginning. {@code tile}, {@code own} and {@code taps} select the loop for a tile. {@code gemvPxV}:
 * one row of x, P panels of V vectors.
 */
final class VectorTiles {
    private VectorTiles() {}
"""

PARAMETERS = """\
            int depth,
            float[] x,
            int xOffset,
            int xStride,
            float[] w,
            int wOffset,
            float[] init,
            int initOffset,
            float[] y,
            int yOffset,
            int yStride) {
"""

OWN_PARAMETERS = PARAMETERS.replace("int initOffset,", "int initOffset,\n            int initStride,")

TAPS_PARAMETERS = PARAMETERS.replace("int xStride,", "int xStride,\n            int[] taps,")

GEMV_PARAMETERS = """\
            int depth,
            float[] x,
            int xOffset,
            float[] w,
            int wOffset,
            float[] init,
            int initOffset,
            float[] y,
            int yOffset) {
"""


def at(base, factor, unit):
    if factor == 0:
        return base
    return f"{base} + {unit}" if factor == 1 else f"{base} + {factor} * {unit}"


def tile(rows, vectors, name="tile"):
    own = name == "own"
    taps = name == "taps"
    parameters = OWN_PARAMETERS if own else TAPS_PARAMETERS if taps else PARAMETERS
    yield f"\n    static void {name}{rows}x{vectors}(\n{parameters}".rstrip("\n")
    if rows * vectors <= SMALL:
        yield from noinline.statement("depth")
    if not own:
        for v in range(vectors):
            yield f"        FloatVector init{v} = FloatVector.fromArray(SPECIES, init, {at('initOffset', v, 'LANES')});"
    for r in range(rows):
        for v in range(vectors):
            index = at(at("initOffset", r, "initStride"), v, "LANES")
            start = f"FloatVector.fromArray(SPECIES, init, {index})" if own else f"init{v}"
            yield f"        FloatVector s{r}{v} = {start};"
    yield "        for (int k = 0; k < depth; k++) {"
    yield f"            int at = wOffset + {f'k * {vectors} * LANES' if vectors > 1 else 'k * LANES'};"
    for v in range(vectors):
        yield f"            FloatVector w{v} = FloatVector.fromArray(SPECIES, w, {at('at', v, 'LANES')});"
    if taps:
        yield "            int tap = xOffset + taps[k];"
    for r in range(rows):
        index = at("tap", r, "xStride") if taps else at("xOffset", r, "xStride") + " + k"
        yield f"            FloatVector x{r} = FloatVector.broadcast(SPECIES, x[{index}]);"
        for v in range(vectors):
            yield f"            s{r}{v} = x{r}.fma(w{v}, s{r}{v});"
    yield "        }"
    for r in range(rows):
        for v in range(vectors):
            yield f"        s{r}{v}.intoArray(y, {at(at('yOffset', r, 'yStride'), v, 'LANES')});"
    yield "    }"


def selector(name, rows):
    """The method that selects the loop for a tile: one switch for a tile, and none inside its loop."""
    parameters = {"tile": PARAMETERS, "own": OWN_PARAMETERS, "taps": TAPS_PARAMETERS}[name]
    arguments = ", ".join(re.findall(r"(\w+)[,)]", parameters))
    last = max(VECTORS)
    yield f"\n    static void {name}(\n            int rows,\n            int vectors,\n{parameters}".rstrip("\n")
    yield "        switch (vectors) {"
    for v in VECTORS:
        yield from case(v, last, f"{name}Of{v}(rows, {arguments})")
    yield "        }"
    yield "    }"
    for v in VECTORS:
        yield f"\n    private static void {name}Of{v}(\n            int rows,\n{parameters}".rstrip("\n")
        yield "        switch (rows) {"
        for r in rows:
            yield from case(r, max(rows), f"{name}{r}x{v}({arguments})")
        yield "        }"
        yield "    }"


def case(number, last, call):
    label = "default" if number == last else f"case {number}"
    line = f"            {label} -> {call};"
    if len(line) <= 120:
        yield line
    else:
        yield f"            {label} ->"
        yield f"                {call};"


def gemv(panels, vectors):
    yield f"\n    static void gemv{panels}x{vectors}(\n{GEMV_PARAMETERS}".rstrip("\n")
    yield f"        int panel = depth * {vectors} * LANES;"
    names = [(p, v) for p in range(panels) for v in range(vectors)]
    for p, v in names:
        index = at("initOffset", p * vectors + v, "LANES")
        yield f"        FloatVector s{p}{v} = FloatVector.fromArray(SPECIES, init, {index});"
    yield "        for (int k = 0; k < depth; k++) {"
    yield f"            int at = wOffset + k * {vectors} * LANES;"
    yield "            FloatVector factor = FloatVector.broadcast(SPECIES, x[xOffset + k]);"
    for p, v in names:
        load = f"FloatVector.fromArray(SPECIES, w, {at(at('at', p, 'panel'), v, 'LANES')})"
        yield f"            s{p}{v} = factor.fma({load}, s{p}{v});"
    yield "        }"
    for p, v in names:
        yield f"        s{p}{v}.intoArray(y, {at('yOffset', p * vectors + v, 'LANES')});"
    yield "    }"


def main():
    lines = [HEAD.rstrip("\n")]
    for rows in ROWS:
        for vectors in VECTORS:
            lines.extend(tile(rows, vectors))
    for rows in OWN_ROWS:
        for vectors in VECTORS:
            lines.extend(tile(rows, vectors, "own"))
    for rows in ROWS:
        for vectors in VECTORS:
            lines.extend(tile(rows, vectors, "taps"))
    for name, rows in (("tile", ROWS), ("own", OWN_ROWS), ("taps", ROWS)):
        lines.extend(selector(name, rows))
    for panels, vectors in GEMV:
        lines.extend(gemv(panels, vectors))
    generated.write("VectorTiles.java", "\n".join(lines) + "\n}\n", "tiles")


if __name__ == "__main__":
    main()
