package io.github.cornu.op.pooling;

import io.github.cornu.kernel.Kernels;
import io.github.cornu.op.convolutional.WindowMap;
import io.github.cornu.op.convolutional.WindowRuns;
import io.github.cornu.tensor.Binary;
import java.util.Arrays;

/**
 * Pooling for fixed shapes, run by run: element by element of the windows, in ascending order, for all windows of a run
 * at once. Immutable.
 */
final class PooledRuns {
    private final Binary function;
    /** Whether sums are divided by the number of elements that are no padding. */
    private final boolean isMean;

    private final int windows;
    /** Floats of a sample of the input. */
    private final int inputs;

    private final int channels;
    private final Kernels kernels;
    private final WindowRuns.Run[] runs;
    /** The first window of each run. */
    private final int[] firsts;

    PooledRuns(Binary function, boolean isMean, WindowMap map, int channels, Kernels kernels) {
        this.function = function;
        this.isMean = isMean;
        this.windows = map.windows();
        this.inputs = map.inputs() * channels;
        this.channels = channels;
        this.kernels = kernels;
        this.runs = new WindowRuns(map).runs().toArray(WindowRuns.Run[]::new);
        this.firsts = Arrays.stream(runs).mapToInt(WindowRuns.Run::first).toArray();
    }

    /** Pools some windows, counted over all samples. */
    void pool(float[] x, float[] y, int first, int end) {
        int window = first;
        while (window < end) {
            int sample = window / windows;
            int inSample = window - sample * windows;
            int found = Arrays.binarySearch(firsts, inSample);
            WindowRuns.Run run = runs[found >= 0 ? found : -found - 2];
            int skipped = inSample - run.first();
            int count = Math.min(end - window, run.count() - skipped);
            int from = sample * inputs + skipped * run.step() * channels;
            pool(run, count, x, from, y, window * channels);
            window += count;
        }
    }

    /** Windows of a run; the two first elements of a window are joined at once, so that none has to be copied. */
    private void pool(WindowRuns.Run run, int count, float[] x, int from, float[] y, int to) {
        int[] positions = run.positions();
        int step = run.step() * channels;
        if (positions.length < 2) {
            for (int i = 0; i < count && positions.length == 1; i++) {
                int at = from + positions[0] * channels + i * step;
                System.arraycopy(x, at, y, to + i * channels, channels);
            }
        } else {
            int a = from + positions[0] * channels;
            int b = from + positions[1] * channels;
            kernels.binaryStrided(function, count, x, a, step, x, b, step, y, to, channels, channels);
        }
        for (int i = 2; i < positions.length; i++) {
            int at = from + positions[i] * channels;
            kernels.binaryStrided(function, count, y, to, channels, x, at, step, y, to, channels, channels);
        }
        if (isMean) {
            kernels.binaryScalar(Binary.DIVIDE, y, to, positions.length, y, to, count * channels);
        }
    }
}
