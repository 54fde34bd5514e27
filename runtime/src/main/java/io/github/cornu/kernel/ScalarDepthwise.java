package io.github.cornu.kernel;

import static io.github.cornu.kernel.FusedMultiplyAdd.fma;

/** The scalar loop of {@link Kernels#depthwise}. */
final class ScalarDepthwise {
    private ScalarDepthwise() {}

    /** As {@link Kernels#depthwise}, with factors from {@code wOffset}. */
    static void run(
            int windows,
            int channels,
            float[] x,
            int xOffset,
            int xStride,
            int[] xTaps,
            float[] w,
            int wOffset,
            int[] wTaps,
            float[] y,
            int yOffset,
            int yStride) {
        for (int i = 0; i < windows; i++) {
            int from = xOffset + i * xStride;
            int to = yOffset + i * yStride;
            for (int c = 0; c < channels; c++) {
                float sum = 0f;
                for (int t = 0; t < xTaps.length; t++) {
                    sum = fma(x[from + xTaps[t] + c], w[wOffset + wTaps[t] + c], sum);
                }
                y[to + c] = sum;
            }
        }
    }
}
