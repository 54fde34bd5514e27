package io.github.cornu.layers.quantized;

/**
 * Quantisation of weights with the best scale for each column, {@code alpha="auto"} and {@code "auto_po2"} of QKeras,
 * where scales are powers of two. As there, numbers are floats in between.
 */
final class AutoScale {
    private static final float EPSILON = 1e-7f;
    private static final int ROUNDS = 5;

    private AutoScale() {}

    static float[] quantized(float[] x, int columns, double bits, String alpha) {
        boolean powers = alpha.equals("auto_po2");
        if (!powers && !alpha.equals("auto")) {
            throw new IllegalArgumentException("the alpha '" + alpha + "' of a quantizer is not supported");
        }
        float half = (float) (Math.scalb(1.0, (int) bits - 1) - 1);
        float[] y = new float[x.length];
        for (int j = 0; j < columns; j++) {
            float scale = largest(x, j, columns) * 2 / (2 * half);
            scale = powers ? powerOfTwo(scale) : scale;
            float own = scale;
            for (int round = 0; powers && round < ROUNDS; round++) {
                own = scale;
                scale = powerOfTwo(fitted(x, j, columns, scale, half));
            }
            // The numbers are those of the scale before the last one.
            for (int i = j; i < x.length; i += columns) {
                y[i] = scale * level(x[i], powers ? own : scale, half);
            }
        }
        return y;
    }

    private static float largest(float[] x, int column, int columns) {
        float largest = 0;
        for (int i = column; i < x.length; i += columns) {
            largest = Math.max(largest, Math.abs(x[i]));
        }
        return largest;
    }

    private static float level(float x, float scale, float half) {
        float level = (float) Math.floor(Math.abs(x) / scale + 0.5f);
        return Math.signum(x) * (level < half ? level : half);
    }

    /** The scale of the least squares. */
    private static float fitted(float[] x, int column, int columns, float scale, float half) {
        double products = 0;
        double squares = 0;
        int count = 0;
        for (int i = column; i < x.length; i += columns, count++) {
            float level = level(x[i], scale, half);
            products += x[i] * level;
            squares += level * level;
        }
        return (float) (products / count / (squares / count + EPSILON));
    }

    private static float powerOfTwo(float x) {
        return Math.scalb(1f, (int) Math.rint(StrictMath.log(x + EPSILON) / StrictMath.log(2)));
    }
}
