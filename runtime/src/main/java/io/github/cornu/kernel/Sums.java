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

    /**
     * Adds up the partial sums; without a loop, in which each addition would wait for the one before to reach memory.
     */
    static float total(float[] s) {
        float even = s[0] + s[8] + (s[4] + s[12]) + (s[2] + s[10] + (s[6] + s[14]));
        float odd = s[1] + s[9] + (s[5] + s[13]) + (s[3] + s[11] + (s[7] + s[15]));
        return even + odd;
    }

    /** The sum of e^(x - max). */
    static float ofExp(float[] x, int offset, float max, int n, float[] sums) {
        Arrays.fill(sums, 0f);
        for (int i = 0; i < n; i++) {
            sums[i % LANES] += ScalarMath.exp(x[offset + i] - max);
        }
        return total(sums);
    }
}
