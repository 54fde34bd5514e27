package io.github.cornu.op;

import io.github.cornu.kernel.Scratch;

/**
 * A cell with packed weights. Rows of gates and of states are padded to {@link Gates#padded}; a row of gates is {@link
 * #gateStride} floats, a row of a state and of the working memory {@code Gates.padded(units)}.
 */
interface PreparedCell {
    /** Floats of the gates of one sample. */
    int gateStride();

    /** {@link Gates#fingerprint} of all weights. */
    int fingerprint();

    /** Floats of working memory for one sample. */
    int workStride();

    /**
     * The part of the gates that depends on the inputs only, for {@code rows} inputs: of one sample at many steps, or of
     * many samples at one step.
     */
    void project(int rows, float[] x, int xOffset, int xStride, float[] z, int zOffset, int zStride, Scratch scratch);

    /**
     * One step of {@code rows} samples: from the projected inputs and the old states to the new ones, in place.
     *
     * @param z rows of gates from {@code zOffset}; destroyed
     * @param h the state that is the output
     * @param c the second state, or null
     * @param work {@link #workStride} floats a sample
     * @param mask row r keeps its states if {@code mask[maskOffset + r * maskStride]} is 0; null: none does
     */
    void step(
            int rows,
            float[] z,
            int zOffset,
            float[] h,
            float[] c,
            float[] work,
            float[] mask,
            int maskOffset,
            int maskStride,
            Scratch scratch);

    /** True where the mask lets the row keep its states. */
    static boolean isMasked(float[] mask, int offset, int stride, int row) {
        return mask != null && mask[offset + row * stride] == 0f;
    }
}
