// Written by tools/kernels/noinline.py.
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
        switch (depth) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return;
            }
            default -> {}
        }
        for (int k = 0; k < depth; k++) {
            FloatVector word = FloatVector.fromArray(SPECIES, w, wOffset + k * WORDS);
            IntVector bits = ((IntVector) word.reinterpretShape(INTS, 0)).lanewise(LSHL, 16);
            ((FloatVector) bits.reinterpretShape(SPECIES, 0)).intoArray(y, yOffset + k * yStride);
        }
    }

    static void high(float[] w, int wOffset, int depth, float[] y, int yOffset, int yStride) {
        switch (depth) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return;
            }
            default -> {}
        }
        for (int k = 0; k < depth; k++) {
            FloatVector.fromArray(SPECIES, w, wOffset + k * WORDS).intoArray(y, yOffset + k * yStride);
        }
    }

    static void bytes(int shift, float[] w, int wOffset, int depth, float[] y, int yOffset, int yStride) {
        switch (depth) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return;
            }
            default -> {}
        }
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
