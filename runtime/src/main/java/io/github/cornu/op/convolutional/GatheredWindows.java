package io.github.cornu.op.convolutional;

import io.github.cornu.kernel.Scratch;
import io.github.cornu.op.shape.Gatherer;
import io.github.cornu.op.weights.PackedWeights;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Windows that are gathered to rows (im2col) and multiplied, and whose results go to places of the output. Windows of
 * one position are multiplied where they are. Immutable.
 */
final class GatheredWindows {
    /** Windows in a run on average, so that multiplying them where they are is worth it. */
    private static final int LEAST_RUN = 6;

    private final Gatherer gatherer;
    private final int[] places;
    private final int stride;
    /** Of windows that are single positions: where the run of each ends that need not be gathered; else null. */
    private final int[] runEnds;

    /**
     * @param places of the windows in the output, ascending
     * @param stride floats of the output from one place to the next
     */
    GatheredWindows(Gatherer gatherer, int[] places, int stride) {
        this.gatherer = gatherer;
        this.places = places;
        this.stride = stride;
        this.runEnds = gatherer.isOfPositions() ? runEnds() : null;
    }

    /** Windows of a run are neighbours in the input, and at equal distances in the output. Null if runs are short. */
    private int[] runEnds() {
        int[] ends = new int[places.length];
        int first = 0;
        int runs = 0;
        for (int i = 1; i <= ends.length; i++) {
            boolean goes = i < ends.length
                    && gatherer.position(i) == gatherer.position(first) + i - first
                    && (i == first + 1 || places[i] - places[i - 1] == places[first + 1] - places[first]);
            if (!goes) {
                Arrays.fill(ends, first, i, i);
                first = i;
                runs++;
            }
        }
        boolean padded = IntStream.range(0, ends.length).anyMatch(i -> gatherer.position(i) < 0);
        return padded || runs * LEAST_RUN > ends.length ? null : ends;
    }

    /** How many windows there are. */
    int count() {
        return places.length;
    }

    /** The number of the first window whose place is that one or a later one. */
    int firstFrom(int place) {
        int low = 0;
        int high = places.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (places[middle] < place) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /**
     * Multiplies some of the windows of a sample.
     *
     * @param xOffset where in {@code x} the first of the channels of the first position is
     * @param yOffset where in {@code y} the first of the results at the first place goes
     */
    void multiply(
            int first, int end, float[] x, int xOffset, PackedWeights packed, float[] y, int yOffset, Scratch scratch) {
        if (runEnds != null) {
            multiplyRuns(first, end, x, xOffset, packed, y, yOffset, scratch);
            return;
        }
        int depth = gatherer.depth();
        int columns = packed.columns();
        int atOnce = Math.max(1, Gatherer.FLOATS_AT_ONCE / Math.max(1, Math.max(depth, columns)));
        float[] rows = scratch.row(Math.min(atOnce, Math.max(0, end - first)) * depth);
        for (int window = first; window < end; window += atOnce) {
            int count = Math.min(atOnce, end - window);
            gatherer.gather(x, xOffset, window, count, rows);
            if (places[window + count - 1] - places[window] == count - 1) {
                packed.multiply(count, rows, 0, depth, y, yOffset + places[window] * stride, stride, scratch);
                continue;
            }
            float[] results = scratch.results(count * columns);
            packed.multiply(count, rows, 0, depth, results, 0, columns, scratch);
            for (int i = 0; i < count; i++) {
                System.arraycopy(results, i * columns, y, yOffset + places[window + i] * stride, columns);
            }
        }
    }

    private void multiplyRuns(
            int first, int end, float[] x, int xOffset, PackedWeights packed, float[] y, int yOffset, Scratch scratch) {
        int window = first;
        while (window < end) {
            int stop = Math.min(end, runEnds[window]);
            int distance = window + 1 < stop ? places[window + 1] - places[window] : 1;
            int from = xOffset + gatherer.position(window) * gatherer.stride();
            int to = yOffset + places[window] * stride;
            packed.multiply(stop - window, x, from, gatherer.stride(), y, to, distance * stride, scratch);
            window = stop;
        }
    }
}
