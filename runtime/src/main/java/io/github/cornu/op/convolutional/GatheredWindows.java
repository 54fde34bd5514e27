package io.github.cornu.op.convolutional;

import io.github.cornu.kernel.Scratch;
import io.github.cornu.op.shape.Gatherer;
import io.github.cornu.op.weights.PackedWeights;

/**
 * Windows that are gathered to rows (im2col) and multiplied, and whose results go to places of the output. Immutable.
 */
final class GatheredWindows {
    private final Gatherer gatherer;
    private final int[] places;
    private final int stride;

    /**
     * @param places of the windows in the output, ascending
     * @param stride floats of the output from one place to the next
     */
    GatheredWindows(Gatherer gatherer, int[] places, int stride) {
        this.gatherer = gatherer;
        this.places = places;
        this.stride = stride;
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
}
