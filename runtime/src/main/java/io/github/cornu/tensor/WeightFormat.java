package io.github.cornu.tensor;

/**
 * The form in which a compiled model holds its matrices of weights: kernels of dense, convolution and recurrent layers.
 * Computation is float32 in every form, and one form gives the same bits everywhere; but only {@link #F32} gives the
 * numbers of Keras.
 *
 * <p>Biases, normalisations and depthwise kernels stay float32; so do matrices of 16 columns or fewer, dense kernels of
 * 8 outputs or fewer among them, which would not become smaller, and matrices that hold a NaN, an infinity or a number
 * of more than 3e38. The table of an embedding stays float32 too, or takes half of that in both compact forms if all
 * its numbers are bfloat16, which changes none of them.
 */
public enum WeightFormat {
    /** float32, as in the file. */
    F32,

    /**
     * Two weights in 32 bits, each rounded to the eight leading bits of a bfloat16: an error of at most 2^-8 of the
     * weight. Weights below 2^-100 count as 0, and a 0 may become as much as 2^-99. Half the memory; one sample at a
     * time up to twice as fast where the weights do not fit into the caches near the core, more than three a little
     * slower.
     */
    BF16,

    /**
     * Four weights in 32 bits, each a whole number from -127 to 127 times the scale of its column, which is an output
     * channel: an error of at most 1/254 of the largest weight of the column. A quarter of the memory; slower than the
     * other forms for single samples.
     */
    INT8
}
