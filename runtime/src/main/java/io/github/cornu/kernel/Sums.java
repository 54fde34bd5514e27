package io.github.cornu.kernel;

import java.util.Arrays;

/**
 * The order in which the terms of a sum along an array are added: term k goes to the partial sum k mod {@value #LANES},
 * and at the end the partial sums are added in pairs, i to i + 8, then i to i + 4, and so on. The order is the same for
 * every vector width.
 */
final class Sums {
    static final int LANES = 16;

    private Sums() {}

    /** Adds up the partial sums, which are overwritten. */
    static float total(float[] sums) {
        for (int half = LANES / 2; half > 0; half /= 2) {
            for (int i = 0; i < half; i++) {
                sums[i] += sums[i + half];
            }
        }
        return sums[0];
    }

    /** The sum of e^(x - max). */
    static float ofExp(float[] x, int offset, float max, int n, float[] sums) {
        Arrays.fill(sums, 0f);
        for (int i = 0; i < n; i++) {
            sums[i % LANES] += ScalarMath.exp(x[offset + i] - max);
        }
        return total(sums);
    }

    /** The largest of {@value #LANES} partial maxima, which are overwritten. */
    static float largest(float[] sums) {
        for (int half = LANES / 2; half > 0; half /= 2) {
            for (int i = 0; i < half; i++) {
                sums[i] = Math.max(sums[i], sums[i + half]);
            }
        }
        return sums[0];
    }
}
