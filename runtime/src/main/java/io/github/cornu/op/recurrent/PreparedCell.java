package io.github.cornu.op.recurrent;

import io.github.cornu.kernel.Scratch;

/**
 * What computes all units of a cell or some that follow each other, for inputs of one shape. A row of gates is {@link
 * #gateStride} floats; a row of a state is the size of the whole state rounded up by {@link Gates#padded}.
 */
public interface PreparedCell {
    /** The first unit that it computes, a multiple of what states are rounded up to. */
    default int firstUnit() {
        return 0;
    }

    /** How many units it computes. */
    int units();

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
     * One step of some samples: from the projected inputs and the old states to the new ones.
     *
     * @param first the first sample
     * @param end the sample behind the last one
     * @param z the gates of sample 0 start at {@code zOffset}; destroyed
     * @param before the state that is the output, of all units
     * @param after where it goes; the same array only if this computes all units
     * @param c the second state, replaced in place, or null
     * @param work {@link #workStride} floats a sample
     * @param mask sample r keeps its states if {@code mask[maskOffset + r * maskStride]} is 0; null: none does
     */
    void step(
            int first,
            int end,
            float[] z,
            int zOffset,
            float[] before,
            float[] after,
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

    /** Copies a part of a state, unless it stays in place. */
    static void keep(float[] before, float[] after, int offset, int count) {
        if (before != after) {
            System.arraycopy(before, offset, after, offset, count);
        }
    }
}
