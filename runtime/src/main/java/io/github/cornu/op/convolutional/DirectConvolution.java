package io.github.cornu.op.convolutional;

import io.github.cornu.kernel.Scratch;
import io.github.cornu.kernel.WindowGrid;
import io.github.cornu.op.shape.Gatherer;
import io.github.cornu.op.weights.PackedWeights;

/**
 * A convolution for fixed shapes. Windows that lie in the input are multiplied where they are. Those that reach into
 * the padding are gathered to rows (im2col) before; so are all where the weights need it, or where most windows reach
 * into the padding. Immutable.
 */
final class DirectConvolution extends GroupedConvolution {
    private final WindowRows rows;
    /** The windows inside the input; they may be none. */
    private final WindowGrid grid;
    /** The other windows. */
    private final GatheredWindows gathered;

    /**
     * @param order of the rows of the weights
     * @param channels of the input
     */
    DirectConvolution(WindowMap map, WindowOrder order, PackedWeights[] groups, Epilogue epilogue, int channels) {
        super(map, groups, epilogue, channels);
        WindowMap.Inside all = map.inside();
        boolean direct = convolve(groups) && all.windows() > 0 && 2 * all.windows() >= map.windows();
        this.rows = WindowRows.of(map, direct ? all : WindowMap.Inside.NONE);
        int part = part();
        this.grid = rows.grid(channels, filters, order.elements(map.taps(channels, part), part));
        int[] outside = map.windowsOutside(rows.inside());
        Gatherer gatherer = new Gatherer(map.positions(outside), map.elements(), part, channels, order.neighbours());
        this.gathered = new GatheredWindows(gatherer, outside, filters);
    }

    @Override
    public int count() {
        return rows.count();
    }

    @Override
    public void run(float[] x, int xOffset, float[] y, int yOffset, int first, int end, Scratch scratch) {
        int block = rowsAtOnce(rows.columns());
        for (int row = first; row < end; row += block) {
            int stop = Math.min(row + block, end);
            convolve(x, xOffset, y, yOffset, row, stop, scratch);
            int from = rows.firstWindow(row);
            epilogue.run(y, yOffset + from * filters, rows.firstWindow(stop) - from, filters, scratch);
        }
    }

    /** Some rows of a sample, slice by slice. */
    private void convolve(float[] x, int xOffset, float[] y, int yOffset, int first, int end, Scratch scratch) {
        int row = first;
        while (row < end) {
            int slice = row / rows.inSlice();
            int before = slice * rows.inSlice();
            int stop = Math.min(end, before + rows.inSlice());
            convolve(slice, x, xOffset, y, yOffset, row - before, stop - before, scratch);
            row = stop;
        }
    }

    /** Some rows of a slice. */
    private void convolve(
            int slice, float[] x, int xOffset, float[] y, int yOffset, int first, int end, Scratch scratch) {
        int from = Math.max(first, rows.firstInside());
        int until = Math.min(end, rows.endInside());
        boolean any = rows.inside().hasSlice(slice) && from < until;
        int firstPlace = gathered.firstFrom(rows.firstWindow(slice * rows.inSlice() + first));
        int endPlace = gathered.firstFrom(rows.firstWindow(slice * rows.inSlice() + end));
        for (int group = 0; group < groups.length; group++) {
            int channel = xOffset + group * part();
            int filter = yOffset + group * (filters / groups.length);
            if (any) {
                int at = channel + rows.insideStart(slice, from) * channels;
                int to = filter + rows.insideWindow(slice, from) * filters;
                groups[group].convolve(until - from, grid, x, at, y, to, scratch);
            }
            gathered.multiply(firstPlace, endPlace, x, channel, groups[group], y, filter, scratch);
        }
    }
}
