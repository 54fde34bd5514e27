package io.github.cornu.kernel;

import static io.github.cornu.kernel.FusedMultiplyAdd.fma;
import static io.github.cornu.kernel.VectorSpeciesHolder.LANES;
import static io.github.cornu.kernel.VectorSpeciesHolder.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * Sums along an array in the order of {@link Sums}. A vector of 16 lanes holds all partial sums. Smaller vectors hold
 * some of them, and the loop passes over the array several times.
 */
final class VectorReduce {
    /** Distance of elements that are added to the same partial sum. */
    private static final int STRIDE = Sums.LANES;

    private VectorReduce() {}

    static float dot(float[] x, int xOffset, float[] w, int wOffset, int n, float[] sums) {
        // noinline(n, 0f)
        int end = n / STRIDE * STRIDE;
        for (int part = 0; part < STRIDE; part += LANES) {
            FloatVector sum = FloatVector.broadcast(SPECIES, 0f);
            for (int i = part; i < end; i += STRIDE) {
                sum = FloatVector.fromArray(SPECIES, x, xOffset + i)
                        .fma(FloatVector.fromArray(SPECIES, w, wOffset + i), sum);
            }
            sum.intoArray(sums, part);
        }
        for (int i = end; i < n; i++) {
            sums[i - end] = fma(x[xOffset + i], w[wOffset + i], sums[i - end]);
        }
        return Sums.total(sums);
    }

    static float sum(float[] x, int offset, int n, float[] sums) {
        // noinline(n, 0f)
        int end = n / STRIDE * STRIDE;
        for (int part = 0; part < STRIDE; part += LANES) {
            FloatVector sum = FloatVector.broadcast(SPECIES, 0f);
            for (int i = part; i < end; i += STRIDE) {
                sum = sum.add(FloatVector.fromArray(SPECIES, x, offset + i));
            }
            sum.intoArray(sums, part);
        }
        for (int i = end; i < n; i++) {
            sums[i - end] += x[offset + i];
        }
        return Sums.total(sums);
    }

    static float sumOfSquares(float[] x, int offset, float center, int n, float[] sums) {
        // noinline(n, 0f)
        int end = n / STRIDE * STRIDE;
        for (int part = 0; part < STRIDE; part += LANES) {
            FloatVector sum = FloatVector.broadcast(SPECIES, 0f);
            for (int i = part; i < end; i += STRIDE) {
                FloatVector d = FloatVector.fromArray(SPECIES, x, offset + i).sub(center);
                sum = d.fma(d, sum);
            }
            sum.intoArray(sums, part);
        }
        for (int i = end; i < n; i++) {
            float d = x[offset + i] - center;
            sums[i - end] = fma(d, d, sums[i - end]);
        }
        return Sums.total(sums);
    }

    /** The order of comparisons changes no maximum, so any number of lanes will do. */
    static float max(float[] x, int offset, int n, float[] sums) {
        // noinline(n, 0f)
        int end = SPECIES.loopBound(n);
        FloatVector largest = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
        for (int i = 0; i < end; i += LANES) {
            largest = largest.max(FloatVector.fromArray(SPECIES, x, offset + i));
        }
        Arrays.fill(sums, Float.NEGATIVE_INFINITY);
        largest.intoArray(sums, 0);
        for (int i = end; i < n; i++) {
            sums[i - end] = Math.max(sums[i - end], x[offset + i]);
        }
        return Sums.largest(sums);
    }
}
