// Written by tools/kernels/noinline.py.
package io.github.cornu.kernel;

import static io.github.cornu.kernel.FusedMultiplyAdd.fma;
import static io.github.cornu.kernel.VectorSpeciesHolder.LANES;
import static io.github.cornu.kernel.VectorSpeciesHolder.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * Loops over arrays. Those that return a number stop there: fewer elements than a vector has are left to the caller.
 */
final class VectorArrays {
    private VectorArrays() {}

    static int multiplyAdd(float[] a, int aOffset, float[] b, int bOffset, float[] y, int yOffset, int n) {
        switch (n) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return 0;
            }
            default -> {}
        }
        int end = SPECIES.loopBound(n);
        for (int i = 0; i < end; i += LANES) {
            FloatVector sum = FloatVector.fromArray(SPECIES, a, aOffset + i)
                    .fma(
                            FloatVector.fromArray(SPECIES, b, bOffset + i),
                            FloatVector.fromArray(SPECIES, y, yOffset + i));
            sum.intoArray(y, yOffset + i);
        }
        return end;
    }

    static int addScaled(float factor, float[] x, int xOffset, float[] y, int yOffset, int n) {
        switch (n) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return 0;
            }
            default -> {}
        }
        int end = SPECIES.loopBound(n);
        FloatVector factors = FloatVector.broadcast(SPECIES, factor);
        for (int i = 0; i < end; i += LANES) {
            FloatVector sum = factors.fma(
                    FloatVector.fromArray(SPECIES, x, xOffset + i), FloatVector.fromArray(SPECIES, y, yOffset + i));
            sum.intoArray(y, yOffset + i);
        }
        return end;
    }

    static int scaleShift(
            float[] x,
            int xOffset,
            float[] scale,
            int scaleOffset,
            float[] shift,
            int shiftOffset,
            float[] y,
            int yOffset,
            int n) {
        switch (n) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return 0;
            }
            default -> {}
        }
        int end = SPECIES.loopBound(n);
        for (int i = 0; i < end; i += LANES) {
            FloatVector factor = FloatVector.fromArray(SPECIES, scale, scaleOffset + i);
            FloatVector.fromArray(SPECIES, x, xOffset + i)
                    .fma(factor, FloatVector.fromArray(SPECIES, shift, shiftOffset + i))
                    .intoArray(y, yOffset + i);
        }
        return end;
    }

    static void normalize(
            float[] x,
            int xOffset,
            float center,
            float factor,
            float[] scale,
            float[] shift,
            float[] y,
            int yOffset,
            int n) {
        switch (n) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return;
            }
            default -> {}
        }
        int end = SPECIES.loopBound(n);
        for (int i = 0; i < end; i += LANES) {
            FloatVector.fromArray(SPECIES, x, xOffset + i)
                    .sub(center)
                    .mul(factor)
                    .fma(FloatVector.fromArray(SPECIES, scale, i), FloatVector.fromArray(SPECIES, shift, i))
                    .intoArray(y, yOffset + i);
        }
        for (int i = end; i < n; i++) {
            y[yOffset + i] = fma((x[xOffset + i] - center) * factor, scale[i], shift[i]);
        }
    }

    static void expOfDifference(float[] x, int xOffset, float max, float[] y, int yOffset, int n) {
        int end = SPECIES.loopBound(n);
        VectorUnary.expOfDifference(max, x, xOffset, y, yOffset, end);
        for (int i = end; i < n; i++) {
            y[yOffset + i] = ScalarMath.exp(x[xOffset + i] - max);
        }
    }

    static void lstmCarry(float[] z, int zOffset, int units, float[] c, int cOffset, float[] t, int tOffset) {
        switch (units) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return;
            }
            default -> {}
        }
        int forget = zOffset + units;
        int candidate = zOffset + 3 * units;
        int end = SPECIES.loopBound(units);
        for (int i = 0; i < end; i += LANES) {
            FloatVector in = FloatVector.fromArray(SPECIES, z, zOffset + i)
                    .mul(FloatVector.fromArray(SPECIES, z, candidate + i));
            FloatVector carry = FloatVector.fromArray(SPECIES, z, forget + i)
                    .fma(FloatVector.fromArray(SPECIES, c, cOffset + i), in);
            carry.intoArray(c, cOffset + i);
            carry.intoArray(t, tOffset + i);
        }
        for (int i = end; i < units; i++) {
            float carry = fma(z[forget + i], c[cOffset + i], z[zOffset + i] * z[candidate + i]);
            c[cOffset + i] = carry;
            t[tOffset + i] = carry;
        }
    }

    static int gruState(float[] u, int uOffset, float[] g, int gOffset, float[] h, int hOffset, int n) {
        switch (n) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return 0;
            }
            default -> {}
        }
        int end = SPECIES.loopBound(n);
        for (int i = 0; i < end; i += LANES) {
            FloatVector update = FloatVector.fromArray(SPECIES, u, uOffset + i);
            FloatVector fresh =
                    FloatVector.broadcast(SPECIES, 1f).sub(update).mul(FloatVector.fromArray(SPECIES, g, gOffset + i));
            update.fma(FloatVector.fromArray(SPECIES, h, hOffset + i), fresh).intoArray(h, hOffset + i);
        }
        return end;
    }
}
