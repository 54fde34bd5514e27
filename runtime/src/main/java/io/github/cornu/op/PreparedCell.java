package io.github.cornu.op;

import io.github.cornu.kernel.Scratch;
import io.github.cornu.tensor.Shape;

/**
 * A cell with packed weights for inputs of one shape. A row of gates is {@link #gateStride} floats; a row of a state is
 * its size rounded up by {@link Gates#padded}.
 */
interface PreparedCell extends PackedCell {
    /** Itself: most cells do not depend on the shape. */
    @Override
    default PreparedCell bind(Shape inputs) {
        return this;
    }

    /** Floats of the gates of one sample. */
    int gateStride();

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
