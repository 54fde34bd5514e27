package io.github.cornu.op.convolutional;

import io.github.cornu.kernel.Scratch;
import io.github.cornu.kernel.WindowGrid;
import io.github.cornu.op.Memory;
import io.github.cornu.op.SharedRows;
import io.github.cornu.op.shape.Gatherer;
import io.github.cornu.op.weights.PackedWeights;
import java.util.Arrays;

/**
 * A convolution for fixed shapes. Windows that lie in the input are multiplied where they are. Those that reach into the
 * padding are gathered to rows (im2col) before; so are all where the weights need it, or where most windows reach into the
 * padding. Immutable.
 */
final class DirectConvolution implements SharedRows.Rows {
    private final int x;
    private final int y;
    private final WindowMap map;
    private final PackedWeights[] groups;
    private final Epilogue epilogue;
    /** Channels of the input and of the output. */
    private final int channels;

    private final int filters;
    /** The windows inside the input; they may be none. */
    private final WindowMap.Inside inside;

    private final WindowGrid grid;
    /** The numbers of the other windows of a sample, ascending. */
    private final int[] outside;

    private final GatheredWindows gathered;

    /**
     * @param x slot of the input
     * @param y slot of the output
     * @param groups the weights of each group of channels
     */
    DirectConvolution(int x, int y, WindowMap map, PackedWeights[] groups, Epilogue epilogue, int channels) {
        this.x = x;
        this.y = y;
        this.map = map;
        this.groups = groups;
        this.epilogue = epilogue;
        this.channels = channels;
        this.filters = groups.length * groups[0].columns();
        WindowMap.Inside all = map.inside();
        boolean direct = Arrays.stream(groups).allMatch(PackedWeights::convolves)
                && all.windows() > 0
                && 2 * all.windows() >= map.windows();
        this.inside = direct ? all : WindowMap.Inside.NONE;
        int part = channels / groups.length;
        this.grid = WindowGrid.of(
                inside.columns(),
                map.rowDistance() * channels,
                map.columnDistance() * channels,
                map.columns() * filters,
                filters,
                map.taps(channels, part));
        this.outside = map.windowsOutside(inside);
        Gatherer gatherer = new Gatherer(map.positions(outside), map.elements(), part, channels);
        this.gathered = new GatheredWindows(gatherer, outside, filters);
    }

    /** Rows of the output of one sample: windows that differ in their last place only. */
    int rows() {
        return map.slices() * map.rows();
    }

    @Override
    public void run(Memory m, int first, int end, Scratch scratch) {
        int block = Math.max(1, Epilogue.rowsAtOnce(filters) / Math.max(1, map.columns()));
        for (int row = first; row < end; row += block) {
            block(m, row, Math.min(row + block, end), scratch);
        }
    }

    private void block(Memory m, int first, int end, Scratch scratch) {
        int row = first;
        while (row < end) {
            int slice = row / map.rows();
            int stop = Math.min(end, (slice + 1) * map.rows());
            convolve(m, slice, row - slice * map.rows(), stop - slice * map.rows(), scratch);
            row = stop;
        }
        int columns = map.columns();
        epilogue.run(m.slot(y), first * columns * filters, (end - first) * columns, filters, scratch);
    }

    /** Some rows of a slice, counted over all samples. */
    private void convolve(Memory m, int number, int first, int end, Scratch scratch) {
        int sample = number / map.slices();
        int slice = number % map.slices();
        int from = Math.max(first, inside.firstRow());
        int until = Math.min(end, inside.endRow());
        boolean any = inside.hasSlice(slice) && from < until;
        int firstPlace = place((slice * map.rows() + first) * map.columns());
        int endPlace = place((slice * map.rows() + end) * map.columns());
        float[] out = m.slot(y);
        for (int group = 0; group < groups.length; group++) {
            int channel = sample * map.inputs() * channels + group * (channels / groups.length);
            int filter = sample * map.windows() * filters + group * (filters / groups.length);
            if (any) {
                int at = channel + map.start(slice, from, inside.firstColumn()) * channels;
                int window = (slice * map.rows() + from) * map.columns() + inside.firstColumn();
                groups[group].convolve(until - from, grid, m.slot(x), at, out, filter + window * filters, scratch);
            }
            gathered.multiply(firstPlace, endPlace, m.slot(x), channel, groups[group], out, filter, scratch);
        }
    }

    /** How many of the windows outside come before a window. */
    private int place(int window) {
        int low = 0;
        int high = outside.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (outside[middle] < window) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
