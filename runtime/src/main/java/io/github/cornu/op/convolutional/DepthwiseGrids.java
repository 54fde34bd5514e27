package io.github.cornu.op.convolutional;

import io.github.cornu.kernel.Scratch;
import io.github.cornu.kernel.WindowGrid;
import io.github.cornu.kernel.threads.SharedProducts;
import io.github.cornu.op.ImageRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The {@link WindowRuns} of a depthwise convolution as grids of windows that have the same elements in the input: with
 * padding around an image these are its inner windows, its four borders and its four corners. Immutable.
 */
final class DepthwiseGrids implements ImageRows {
    /** Floats of the output that are still in the second-level cache when the activation follows. */
    private static final int EPILOGUE_AT_ONCE = 1 << 15;

    /**
     * Runs of windows in neighbouring rows of the output.
     *
     * @param from where the first tap of the first window is
     * @param to where its result goes, seen from the beginning of its row
     */
    private record Grid(int firstRow, int rows, int from, int to, WindowGrid windows, int[] wTaps) {}

    private final List<Grid> grids = new ArrayList<>();
    private final WindowMap map;
    private final int rows;
    private final int columns;
    private final int channels;
    private final float[] kernel;
    private final float[] start;
    private final Epilogue epilogue;

    /**
     * @param channels of the input and of the output
     * @param start what the sums start from, one number a channel
     */
    DepthwiseGrids(WindowMap map, int channels, float[] kernel, float[] start, Epilogue epilogue) {
        this.kernel = kernel;
        this.start = start;
        this.epilogue = epilogue;
        this.map = map;
        this.rows = map.slices() * map.rows();
        this.columns = map.columns();
        this.channels = channels;
        List<WindowRuns.Run> runs = new ArrayList<>();
        for (WindowRuns.Run run : new WindowRuns(map).runs()) {
            addRows(run, runs);
        }
        boolean[] taken = new boolean[runs.size()];
        for (int i = 0; i < taken.length; i++) {
            if (!taken[i]) {
                grids.add(grid(runs, i, taken));
            }
        }
    }

    /** Cuts a run where a row of the output ends. */
    private void addRows(WindowRuns.Run run, List<WindowRuns.Run> parts) {
        int done = 0;
        while (done < run.count()) {
            int first = run.first() + done;
            int count = Math.min(run.count() - done, columns - first % columns);
            int[] positions = run.positions().clone();
            for (int i = 0; i < positions.length; i++) {
                positions[i] += done * run.step();
            }
            parts.add(new WindowRuns.Run(first, count, run.step(), run.elements(), positions));
            done += count;
        }
    }

    /** The grid that begins with a run; takes the runs below it that continue it. */
    private Grid grid(List<WindowRuns.Run> runs, int index, boolean[] taken) {
        WindowRuns.Run first = runs.get(index);
        int count = 1;
        int distance = 0;
        for (int i = index + 1; i < taken.length && runs.get(i).first() <= first.first() + count * columns; i++) {
            WindowRuns.Run next = runs.get(i);
            int moved = origin(next) - origin(first);
            boolean continues = !taken[i]
                    && next.first() == first.first() + count * columns
                    && next.count() == first.count()
                    && (next.count() == 1 || next.step() == first.step())
                    && Arrays.equals(next.elements(), first.elements())
                    && WindowRuns.isShifted(first.positions(), next.positions(), moved)
                    && (count == 1 || moved == count * distance);
            if (continues) {
                taken[i] = true;
                distance = count == 1 ? moved : distance;
                count++;
            }
        }
        WindowGrid windows = WindowGrid.of(
                first.count(),
                distance * channels,
                first.step() * channels,
                columns * channels,
                channels,
                scaled(first.positions(), origin(first)));
        int row = first.first() / columns;
        int to = first.first() % columns * channels;
        return new Grid(row, count, origin(first) * channels, to, windows, scaled(first.elements(), 0));
    }

    /** The input position of the first element of a run's first window, if it has any. */
    private static int origin(WindowRuns.Run run) {
        return run.positions().length == 0 ? 0 : run.positions()[0];
    }

    private int[] scaled(int[] numbers, int origin) {
        int[] scaled = new int[numbers.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = (numbers[i] - origin) * channels;
        }
        return scaled;
    }

    @Override
    public int count() {
        return rows;
    }

    @Override
    public int firstInput(int row) {
        return map.firstInput(row);
    }

    @Override
    public int endInput(int row) {
        return map.endInput(row);
    }

    @Override
    public long nanos() {
        return SharedProducts.nanos((long) map.windows() * map.elements() * channels);
    }

    @Override
    public void run(float[] x, int xOffset, float[] y, int yOffset, int first, int end, Scratch scratch) {
        int length = columns * channels;
        int block = Math.max(1, EPILOGUE_AT_ONCE / Math.max(1, length));
        for (int row = first; row < end; row += block) {
            int stop = Math.min(row + block, end);
            for (int i = 0; i < grids.size(); i++) {
                convolve(grids.get(i), row, stop, x, xOffset, y, yOffset);
            }
            epilogue.run(y, yOffset + row * length, (stop - row) * columns, channels, scratch);
        }
    }

    private void convolve(Grid grid, int first, int end, float[] x, int xOffset, float[] y, int yOffset) {
        int from = Math.max(first, grid.firstRow);
        int until = Math.min(end, grid.firstRow + grid.rows);
        if (from < until) {
            int at = xOffset + grid.from + (from - grid.firstRow) * grid.windows.xRowStride();
            int to = yOffset + from * columns * channels + grid.to;
            epilogue.kernels().depthwise(until - from, grid.windows, channels, x, at, kernel, grid.wTaps, start, y, to);
        }
    }
}
