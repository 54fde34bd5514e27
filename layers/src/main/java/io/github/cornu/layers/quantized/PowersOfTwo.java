package io.github.cornu.layers.quantized;

import io.github.cornu.tensor.Weight;

/**
 * {@code quantized_po2} and {@code quantized_relu_po2} of QKeras for weights: the nearest power of two by its
 * logarithm. The latter gives its least number for what is below 0, the former keeps the sign.
 *
 * @param bits of the exponent with its sign
 * @param largest the largest absolute value; infinite for none
 * @param even whether exponents are even, so that a square root is a power of two
 * @param signed whether numbers below 0 keep their sign
 */
record PowersOfTwo(int bits, double largest, boolean even, boolean signed) {
    private static final float EPSILON = 1e-7f;
    private static final float LN2 = (float) StrictMath.log(2);

    Weight quantized(Weight weight) {
        float[] x = weight.read();
        float[] y = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            float size = signed ? Math.abs(x[i]) : Math.max(0f, x[i]);
            y[i] = (signed && x[i] < 0 ? -1 : 1) * Math.scalb(1f, exponent((float) Math.min(size, largest)));
        }
        return Weight.of(y, weight.shape().lengths());
    }

    private int exponent(float size) {
        int exponents = 1 << bits - (largest > 1 ? 1 : 0);
        if (size < EPSILON) {
            return -exponents;
        }
        int most = even ? 2 * ((exponents - 1) / 2) : exponents - 1;
        float log = (float) StrictMath.log(even ? (float) Math.sqrt(size) : size);
        int limited = (int) Math.max(-exponents, Math.min(most, Math.rint(log / LN2)));
        return even ? 2 * limited : limited;
    }
}
