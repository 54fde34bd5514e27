"""Writes the SIMD loops that multiply one row with blocks of bfloat16 weights, two of which are in 32 bits.

Usage: python3 tools/kernels/pairs.py [--check]
"""
import noinline
import generated
from tiles import at

# Blocks read at once, and how many vectors the 16 words of a row are: for vectors of 16, 8 and 4 floats.
SHAPES = [(4, 1), (2, 2), (1, 4), (1, 1), (1, 2)]
# Loops of so few vectors of words are small enough to be inlined.
SMALL = 2

HEAD = """\
package io.github.cornu.kernel;

import static io.github.cornu.kernel.VectorSpeciesHolder.INTS;
import static io.github.cornu.kernel.VectorSpeciesHolder.LANES;
import static io.github.cornu.kernel.VectorSpeciesHolder.SPECIES;
import static jdk.incubator.vector.VectorOperators.LSHL;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/**
 * Products of one row with blocks of words of two weights, see {@link WeightPairs}; the sums are held in registers.
 * Written by {@code tools/kernels/pairs.py}.
 *
 * <p>{@code pairsBxV}: B blocks, whose rows are V vectors of words each.
 */
final class VectorPairs {
    private VectorPairs() {}
"""

PARAMETERS = """\
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


def plus(base, number):
    return f"{base} + {number}" if number else base


def pairs(blocks, vectors):
    yield f"\n    static void pairs{blocks}x{vectors}(\n{PARAMETERS}".rstrip("\n")
    if blocks * vectors <= SMALL:
        yield from noinline.statement("depth")
    names = [(b, v) for b in range(blocks) for v in range(vectors)]
    columns = [(f"{half}{b}{v}", 32 * b + shift, v) for b, v in names for half, shift in (("low", 0), ("high", 16))]
    for name, first, v in columns:
        index = at(plus("initOffset", first), v, "LANES")
        yield f"        FloatVector {name} = FloatVector.fromArray(SPECIES, init, {index});"
    if blocks > 1:
        yield "        int block = depth * WeightBlocks.WORDS;"
    yield "        for (int k = 0; k < depth; k++) {"
    yield "            int at = wOffset + k * WeightBlocks.WORDS;"
    yield "            FloatVector factor = FloatVector.broadcast(SPECIES, x[xOffset + k]);"
    for b, v in names:
        index = at(at("at", b, "block"), v, "LANES")
        word = f"word{b}{v}"
        yield f"            FloatVector {word} = FloatVector.fromArray(SPECIES, w, {index});"
        bits = f"((IntVector) {word}.reinterpretShape(INTS, 0)).lanewise(LSHL, 16)"
        yield f"            low{b}{v} = factor.fma((FloatVector) {bits}.reinterpretShape(SPECIES, 0), low{b}{v});"
        yield f"            high{b}{v} = factor.fma({word}, high{b}{v});"
    yield "        }"
    for name, first, v in columns:
        yield f"        {name}.intoArray(y, {at(plus('yOffset', first), v, 'LANES')});"
    yield "    }"


def main():
    lines = [HEAD.rstrip("\n")]
    for blocks, vectors in SHAPES:
        lines.extend(pairs(blocks, vectors))
    generated.write("VectorPairs.java", "\n".join(lines) + "\n}\n", "pairs")


if __name__ == "__main__":
    main()
