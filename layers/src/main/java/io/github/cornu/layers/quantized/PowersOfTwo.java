package io.github.cornu.layers.quantized;

import io.github.cornu.tensor.Weight;

/**
 * {@code quantized_po2} of QKeras for weights: the nearest power of two by its logarithm, with the sign of the weight.
 *
 * @param bits of the exponent, its sign and the sign of the weight
 * @param largest the largest absolute value; infinite for none
 */
record PowersOfTwo(int bits, double largest) {
    private static final float EPSILON = 1e-7f;
    private static final double LN2 = StrictMath.log(2);

    Weight quantized(Weight weight) {
        int exponents = 1 << bits - 1 - (largest > 1 ? 1 : 0);
        float[] x = weight.read();
        float[] y = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            float size = (float) Math.min(Math.abs(x[i]), largest);
            double exponent = size < EPSILON ? -exponents : Math.rint((float) StrictMath.log(size) / (float) LN2);
            int limited = (int) Math.max(-exponents, Math.min(exponents - 1, exponent));
            y[i] = (x[i] < 0 ? -1 : 1) * Math.scalb(1f, limited);
        }
        return Weight.of(y, weight.shape().lengths());
    }
}
