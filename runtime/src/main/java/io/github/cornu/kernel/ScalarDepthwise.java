package io.github.cornu.kernel;

import static io.github.cornu.kernel.FusedMultiplyAdd.fma;

/** The scalar loop of {@link Kernels#depthwise}. */
final class ScalarDepthwise {
    private ScalarDepthwise() {}

    /** As {@link Kernels#depthwise}, from the channel {@code first} on. */
    static void run(
            int rows,
            WindowGrid grid,
            int first,
            int channels,
            float[] x,
            int xOffset,
            float[] w,
            int[] wTaps,
            float[] init,
            float[] y,
            int yOffset) {
        int[] xTaps = grid.taps();
        for (int r = 0; r < rows; r++) {
            for (int i = 0; i < grid.columns(); i++) {
                int from = xOffset + r * grid.xRowStride() + i * grid.xStride();
                int to = yOffset + r * grid.yRowStride() + i * grid.yStride();
                for (int c = first; c < channels; c++) {
                    float sum = init[c];
                    for (int t = 0; t < xTaps.length; t++) {
                        sum = fma(x[from + xTaps[t] + c], w[wTaps[t] + c], sum);
                    }
                    y[to + c] = sum;
                }
            }
        }
    }
}
