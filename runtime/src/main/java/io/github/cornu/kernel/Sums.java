package io.github.cornu.kernel;

import java.util.Arrays;

/**
 * The order in which the terms of a sum along the last axis are added: term k goes to the partial sum k mod
 * {@value #LANES}, and the partial sums are added pairwise at the end. It is the same for every vector width.
 */
final class Sums {
    static final int LANES = 16;

    private Sums() {}

    /** The sum of the partial sums, by the fixed tree. Destroys them. */
    static float total(float[] sums) {
        for (int half = LANES / 2; half > 0; half /= 2) {
            for (int i = 0; i < half; i++) {
                sums[i] += sums[i + half];
            }
        }
        return sums[0];
    }

    static float ofExp(float[] x, int offset, float max, int n, float[] sums) {
        Arrays.fill(sums, 0f);
        for (int i = 0; i < n; i++) {
            sums[i % LANES] += ScalarMath.exp(x[offset + i] - max);
        }
        return total(sums);
    }

    /** The largest of the partial maxima. Destroys them. */
    static float largest(float[] sums) {
        for (int half = LANES / 2; half > 0; half /= 2) {
            for (int i = 0; i < half; i++) {
                sums[i] = Math.max(sums[i], sums[i + half]);
            }
        }
        return sums[0];
    }
}
