package io.github.cornu.op.convolutional;

import io.github.cornu.kernel.Scratch;
import io.github.cornu.kernel.WindowGrid;
import io.github.cornu.op.weights.PackedWeights;

/**
 * A convolution of images for fixed shapes whose windows reach into the padding: strips of the input are copied with
 * zeros around them, and the windows multiplied where they are in these. Immutable.
 */
final class PaddedConvolution extends GroupedConvolution {
    /** Fewer windows in a row make tiles in which the weights are used too seldom. */
    private static final int LEAST_COLUMNS = 4;

    /** Strips have all rows that the windows of a row span; of a large dilation most are not in the windows. */
    private static final int MOST_SPAN = 2;

    private final PaddedStrip strip;
    private final WindowGrid grid;

    /**
     * @param order of the rows of the weights
     * @param channels of the input
     */
    PaddedConvolution(WindowMap map, WindowOrder order, PackedWeights[] groups, Epilogue epilogue, int channels) {
        super(map, groups, epilogue, channels);
        this.strip = new PaddedStrip(map, channels);
        this.grid = strip.grid(part(), filters, order);
    }

    /** Whether it is faster than gathering the windows that reach into the padding. */
    static boolean suits(WindowMap map, PackedWeights[] groups) {
        return convolve(groups)
                && map.slices() * map.rows() > 1
                && map.columns() >= LEAST_COLUMNS
                && map.span(1, 1) <= MOST_SPAN * map.size(1)
                && map.inside().windows() < map.windows();
    }

    @Override
    public int count() {
        return map.slices() * map.rows();
    }

    @Override
    public void run(float[] x, int xOffset, float[] y, int yOffset, int first, int end, Scratch scratch) {
        float[] copy = scratch.image(strip.floats());
        int row = first;
        while (row < end) {
            int slice = row / map.rows();
            int inSlice = row % map.rows();
            int count = Math.min(Math.min(end - row, map.rows() - inSlice), strip.rows());
            strip.copy(x, xOffset, slice, inSlice, count, copy);
            convolve(copy, count, y, yOffset + row * grid.yRowStride(), scratch);
            row += count;
        }
    }

    /** The rows of a strip. */
    private void convolve(float[] copy, int rows, float[] y, int yOffset, Scratch scratch) {
        int block = rowsAtOnce(grid.columns());
        for (int row = 0; row < rows; row += block) {
            int count = Math.min(block, rows - row);
            int from = row * grid.xRowStride();
            int to = yOffset + row * grid.yRowStride();
            for (int group = 0; group < groups.length; group++) {
                int filter = to + group * groups[group].columns();
                groups[group].convolve(count, grid, copy, from + group * part(), y, filter, scratch);
            }
            epilogue.run(y, to, count * grid.columns(), filters, scratch);
        }
    }
}
