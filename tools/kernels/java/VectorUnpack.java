package io.github.cornu.kernel;

import static io.github.cornu.kernel.VectorSpeciesHolder.INTS;
import static io.github.cornu.kernel.VectorSpeciesHolder.SPECIES;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/** Loops that unpack one vector of columns of {@link WeightBlocks}, row by row. */
final class VectorUnpack {
    private static final int WORDS = WeightBlocks.WORDS;

    private VectorUnpack() {}

    static void low(float[] w, int wOffset, int depth, float[] y, int yOffset, int yStride) {
        // noinline(depth)
        for (int k = 0; k < depth; k++) {
            FloatVector word = FloatVector.fromArray(SPECIES, w, wOffset + k * WORDS);
            IntVector bits = ((IntVector) word.reinterpretShape(INTS, 0)).lanewise(LSHL, 16);
            ((FloatVector) bits.reinterpretShape(SPECIES, 0)).intoArray(y, yOffset + k * yStride);
        }
    }

    static void high(float[] w, int wOffset, int depth, float[] y, int yOffset, int yStride) {
        // noinline(depth)
        for (int k = 0; k < depth; k++) {
            FloatVector.fromArray(SPECIES, w, wOffset + k * WORDS).intoArray(y, yOffset + k * yStride);
        }
    }

    static void bytes(int shift, float[] w, int wOffset, int depth, float[] y, int yOffset, int yStride) {
        // noinline(depth)
        for (int k = 0; k < depth; k++) {
            FloatVector word = FloatVector.fromArray(SPECIES, w, wOffset + k * WORDS);
            IntVector bits = ((IntVector) word.reinterpretShape(INTS, 0))
                    .lanewise(LSHR, shift)
                    .and(WeightBytes.BYTE)
                    .or(WeightBytes.EXPONENT);
            FloatVector number = ((FloatVector) bits.reinterpretShape(SPECIES, 0)).sub(WeightBytes.OFFSET);
            number.intoArray(y, yOffset + k * yStride);
        }
    }
}
