package io.github.cornu.op.recurrent;

import io.github.cornu.kernel.Scratch;
import io.github.cornu.op.Memory;

/**
 * A cell for inputs of one shape, or the part of it that computes some neighbouring units. A row of gates is {@link
 * #gateStride} floats; a row of a state is the size of the whole state rounded up by {@link Gates#padded}. Immutable:
 * threads run different parts, or different samples, at the same time.
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
     * The part of the gates that depends on the inputs only, for {@code rows} inputs: of one sample at many steps, or
     * of many samples at one step.
     */
    void project(int rows, float[] x, int xOffset, int xStride, float[] z, int zOffset, int zStride, Scratch scratch);

    /**
     * One time step of some samples: from the projected inputs, which are destroyed, and the old states to the new
     * ones.
     *
     * @param slots where the arrays of {@code m} are
     * @param step the time step, in the order in which they are computed
     * @param first the first sample
     * @param end the sample after the last one
     * @param scratch of the thread that calls
     */
    void step(CellSlots slots, Memory m, int step, int first, int end, Scratch scratch);

    /** Copies a part of a state, unless it stays in place. */
    static void keep(float[] before, float[] after, int offset, int count) {
        if (before != after) {
            System.arraycopy(before, offset, after, offset, count);
        }
    }
}
