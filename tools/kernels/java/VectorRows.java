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
        // noinline(n, 0)
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
        // noinline(n, 0)
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
        // noinline(n, 0)
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
        // noinline(n, 0)
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
        // noinline(n, 0)
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
        // noinline(n, 0)
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
