package io.github.cornu.op.convolutional;

import io.github.cornu.op.Memory;
import java.util.ArrayList;
import java.util.List;

/** The {@link WindowRuns} of a depthwise convolution, as the kernel takes them. Immutable. */
final class DepthwiseRuns {
    /** Floats of the output that are still in the first-level cache when bias and activation follow. */
    private static final int EPILOGUE_AT_ONCE = 1 << 12;

    /**
     * A run: where its first window starts in an input, and the taps from there.
     *
     * @param from where the first tap of the first window is
     * @param stride floats of the input from one window to the next
     */
    private record Run(int count, int from, int stride, int[] xTaps, int[] wTaps) {}

    private final List<Run> runs = new ArrayList<>();
    private final int columns;

    /** @param columns channels of the input and of the output */
    DepthwiseRuns(WindowMap map, int columns) {
        this.columns = columns;
        for (WindowRuns.Run run : new WindowRuns(map).runs()) {
            int[] positions = run.positions();
            int first = positions.length == 0 ? 0 : positions[0];
            runs.add(new Run(
                    run.count(),
                    first * columns,
                    run.step() * columns,
                    scaled(positions, first),
                    scaled(run.elements(), 0)));
        }
    }

    private int[] scaled(int[] numbers, int origin) {
        int[] scaled = new int[numbers.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = (numbers[i] - origin) * columns;
        }
        return scaled;
    }

    /** Convolves one sample. */
    void run(float[] x, int xOffset, float[] kernel, float[] y, int yOffset, Epilogue epilogue, Memory m) {
        int finished = yOffset;
        int to = yOffset;
        for (int i = 0; i < runs.size(); i++) {
            Run run = runs.get(i);
            epilogue.kernels()
                    .depthwise(
                            run.count,
                            columns,
                            x,
                            xOffset + run.from,
                            run.stride,
                            run.xTaps,
                            kernel,
                            run.wTaps,
                            y,
                            to,
                            columns);
            to += run.count * columns;
            if (to - finished >= EPILOGUE_AT_ONCE || i == runs.size() - 1) {
                epilogue.run(y, finished, (to - finished) / columns, columns, m.scratch());
                finished = to;
            }
        }
    }
}
