package io.github.cornu.kernel;

import static io.github.cornu.kernel.FusedMultiplyAdd.fma;
import static io.github.cornu.kernel.VectorSpeciesHolder.LANES;
import static io.github.cornu.kernel.VectorSpeciesHolder.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

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

    /** The order of comparisons changes no maximum. Four of them at once hide that each takes several instructions. */
    static float max(float[] x, int offset, int n) {
        // noinline(n, 0f)
        int end = SPECIES.loopBound(n);
        FloatVector a = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
        FloatVector b = a;
        FloatVector c = a;
        FloatVector d = a;
        int i = 0;
        for (; i + 4 * LANES <= end; i += 4 * LANES) {
            a = a.max(FloatVector.fromArray(SPECIES, x, offset + i));
            b = b.max(FloatVector.fromArray(SPECIES, x, offset + i + LANES));
            c = c.max(FloatVector.fromArray(SPECIES, x, offset + i + 2 * LANES));
            d = d.max(FloatVector.fromArray(SPECIES, x, offset + i + 3 * LANES));
        }
        for (; i < end; i += LANES) {
            a = a.max(FloatVector.fromArray(SPECIES, x, offset + i));
        }
        float largest = a.max(b).max(c.max(d)).reduceLanes(VectorOperators.MAX);
        for (; i < n; i++) {
            largest = Math.max(largest, x[offset + i]);
        }
        return largest;
    }
}
