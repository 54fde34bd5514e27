package io.github.cornu.kernel;

import java.util.Random;

/** Array lengths that hit every tail of every vector width, and random arrays for them. */
public final class Sizes {
    static final int[] ALL = {
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 13, 15, 16, 17, 25, 31, 32, 33, 48, 63, 64, 65, 100, 127, 128, 129, 200, 257,
        1000, 4098
    };

    private Sizes() {}

    /** Numbers of both signs and many magnitudes, with zeros and special values among them. */
    static float[] random(int length, long seed) {
        Random random = new Random(seed);
        float[] special = {0f, -0f, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 1e-40f, -1e-40f, 1e30f
        };
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            boolean ordinary = random.nextInt(20) != 0;
            float scale = (float) Math.scalb(1.0, random.nextInt(8) - 4);
            values[i] = ordinary ? (float) random.nextGaussian() * scale : special[random.nextInt(special.length)];
        }
        return values;
    }

    /** Numbers around 0 without special values. */
    public static float[] finite(int length, long seed) {
        Random random = new Random(seed);
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
