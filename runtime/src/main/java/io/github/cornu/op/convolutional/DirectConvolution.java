package io.github.cornu.op.convolutional;

import io.github.cornu.kernel.Scratch;
import io.github.cornu.kernel.WindowGrid;
import io.github.cornu.op.Memory;
import io.github.cornu.op.SharedRows;
import io.github.cornu.op.shape.Gatherer;
import io.github.cornu.op.weights.PackedWeights;

/**
 * A convolution for fixed shapes. Windows that lie in the input are multiplied where they are. Those that reach into the
 * padding are gathered to rows (im2col) before; so are all where the weights need it, or where most windows reach into the
 * padding. Immutable.
 */
final class DirectConvolution implements SharedRows.Rows {
    /** Floats of the output that are still in the second-level cache when the activation follows. */
    private static final int EPILOGUE_AT_ONCE = 1 << 16;
    /** The least number of windows in one matrix product, so that the weights are read seldom. */
    private static final int LEAST_WINDOWS = 192;

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

    private final Gatherer gatherer;

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
        boolean direct = groups[0].convolves() && all.windows() > 0 && 2 * all.windows() >= map.windows();
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
        this.gatherer = new Gatherer(map.positions(outside), map.elements(), part, channels);
    }

    /** Rows of the output of one sample: windows that differ in their last place only. */
    int rows() {
        return map.slices() * map.rows();
    }

    @Override
    public void run(Memory m, int first, int end, Scratch scratch) {
        int windows = Math.max(LEAST_WINDOWS, EPILOGUE_AT_ONCE / filters);
        int block = Math.max(1, windows / Math.max(1, map.columns()));
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
        if (inside.hasSlice(slice) && from < until) {
            int start = (sample * map.inputs() + map.start(slice, from, inside.firstColumn())) * channels;
            int to = ((number * map.rows() + from) * map.columns() + inside.firstColumn()) * filters;
            for (int group = 0; group < groups.length; group++) {
                int at = start + group * (channels / groups.length);
                float[] out = m.slot(y);
                groups[group].convolve(until - from, grid, m.slot(x), at, out, to + group * part(), scratch);
            }
        }
        int firstWindow = (slice * map.rows() + first) * map.columns();
        int endWindow = (slice * map.rows() + end) * map.columns();
        gathered(m, sample, place(firstWindow), place(endWindow), scratch);
    }

    private int part() {
        return filters / groups.length;
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

    /** Some of the windows outside, by their places among them. */
    private void gathered(Memory m, int sample, int first, int end, Scratch scratch) {
        int depth = groups[0].rows();
        int atOnce = Math.max(1, Gatherer.FLOATS_AT_ONCE / depth);
        float[] rows = scratch.row(Math.min(atOnce, Math.max(0, end - first)) * depth);
        for (int place = first; place < end; place += atOnce) {
            int count = Math.min(atOnce, end - place);
            for (int group = 0; group < groups.length; group++) {
                int from = sample * map.inputs() * channels + group * (channels / groups.length);
                gatherer.gather(m.slot(x), from, place, count, rows);
                multiply(m, sample, group, place, count, rows, scratch);
            }
        }
    }

    /** Multiplies rows, and puts the results where their windows are. */
    private void multiply(Memory m, int sample, int group, int place, int count, float[] rows, Scratch scratch) {
        PackedWeights packed = groups[group];
        int depth = packed.rows();
        int part = part();
        int to = sample * map.windows() * filters + group * part;
        if (outside[place + count - 1] - outside[place] == count - 1) {
            packed.multiply(count, rows, 0, depth, m.slot(y), to + outside[place] * filters, filters, scratch);
            return;
        }
        float[] results = scratch.sums(count * part);
        packed.multiply(count, rows, 0, depth, results, 0, part, scratch);
        for (int i = 0; i < count; i++) {
            System.arraycopy(results, i * part, m.slot(y), to + outside[place + i] * filters, part);
        }
    }
}
