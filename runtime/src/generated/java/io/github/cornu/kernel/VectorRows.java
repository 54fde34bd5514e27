// Written by tools/kernels/noinline.py.
package io.github.cornu.kernel;

import static io.github.cornu.kernel.VectorSpeciesHolder.LANES;
import static io.github.cornu.kernel.VectorSpeciesHolder.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * Functions of rows that follow each other and one row for all of them, and of rows at any distances. They return how
 * many elements of a row are done: fewer elements than a vector has are left to the caller.
 */
final class VectorRows {
    private VectorRows() {}

    static int add(int rows, float[] a, int aOffset, float[] b, int bOffset, float[] y, int yOffset, int n) {
        switch (n) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return 0;
            }
            default -> {}
        }
        int end = SPECIES.loopBound(n);
        for (int i = 0; i < end; i += LANES) {
            FloatVector row = FloatVector.fromArray(SPECIES, b, bOffset + i);
            int at = aOffset + i;
            int to = yOffset + i;
            for (int r = 0; r < rows; r++) {
                FloatVector.fromArray(SPECIES, a, at + r * n).add(row).intoArray(y, to + r * n);
            }
        }
        return end;
    }

    static int multiply(int rows, float[] a, int aOffset, float[] b, int bOffset, float[] y, int yOffset, int n) {
        switch (n) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return 0;
            }
            default -> {}
        }
        int end = SPECIES.loopBound(n);
        for (int i = 0; i < end; i += LANES) {
            FloatVector row = FloatVector.fromArray(SPECIES, b, bOffset + i);
            int at = aOffset + i;
            int to = yOffset + i;
            for (int r = 0; r < rows; r++) {
                FloatVector.fromArray(SPECIES, a, at + r * n).mul(row).intoArray(y, to + r * n);
            }
        }
        return end;
    }

    static int copy(int rows, float[] x, int xOffset, int xStride, float[] y, int yOffset, int yStride, int n) {
        switch (n) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return 0;
            }
            default -> {}
        }
        int end = SPECIES.loopBound(n);
        for (int i = 0; i < end; i += LANES) {
            int from = xOffset + i;
            int to = yOffset + i;
            for (int r = 0; r < rows; r++) {
                FloatVector.fromArray(SPECIES, x, from + r * xStride).intoArray(y, to + r * yStride);
            }
        }
        return end;
    }

    static int addStrided(
            int rows,
            float[] a,
            int aOffset,
            int aStride,
            float[] b,
            int bOffset,
            int bStride,
            float[] y,
            int yOffset,
            int yStride,
            int n) {
        switch (n) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return 0;
            }
            default -> {}
        }
        int end = SPECIES.loopBound(n);
        for (int i = 0; i < end; i += LANES) {
            int from = aOffset + i;
            int with = bOffset + i;
            int to = yOffset + i;
            for (int r = 0; r < rows; r++) {
                FloatVector u = FloatVector.fromArray(SPECIES, a, from + r * aStride);
                FloatVector v = FloatVector.fromArray(SPECIES, b, with + r * bStride);
                u.add(v).intoArray(y, to + r * yStride);
            }
        }
        return end;
    }

    static int subtractStrided(
            int rows,
            float[] a,
            int aOffset,
            int aStride,
            float[] b,
            int bOffset,
            int bStride,
            float[] y,
            int yOffset,
            int yStride,
            int n) {
        switch (n) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return 0;
            }
            default -> {}
        }
        int end = SPECIES.loopBound(n);
        for (int i = 0; i < end; i += LANES) {
            int from = aOffset + i;
            int with = bOffset + i;
            int to = yOffset + i;
            for (int r = 0; r < rows; r++) {
                FloatVector u = FloatVector.fromArray(SPECIES, a, from + r * aStride);
                FloatVector v = FloatVector.fromArray(SPECIES, b, with + r * bStride);
                u.sub(v).intoArray(y, to + r * yStride);
            }
        }
        return end;
    }

    static int maximumStrided(
            int rows,
            float[] a,
            int aOffset,
            int aStride,
            float[] b,
            int bOffset,
            int bStride,
            float[] y,
            int yOffset,
            int yStride,
            int n) {
        switch (n) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return 0;
            }
            default -> {}
        }
        int end = SPECIES.loopBound(n);
        for (int i = 0; i < end; i += LANES) {
            int from = aOffset + i;
            int with = bOffset + i;
            int to = yOffset + i;
            for (int r = 0; r < rows; r++) {
                FloatVector u = FloatVector.fromArray(SPECIES, a, from + r * aStride);
                FloatVector v = FloatVector.fromArray(SPECIES, b, with + r * bStride);
                u.max(v).intoArray(y, to + r * yStride);
            }
        }
        return end;
    }
}
