package io.github.cornu.op.convolutional;

import io.github.cornu.op.Checks;
import io.github.cornu.op.Target;
import io.github.cornu.op.weights.PackedWeights;
import io.github.cornu.tensor.Weight;
import io.github.cornu.tensor.WeightFormat;
import java.util.Arrays;
import java.util.List;

/**
 * The kernel of a convolution for {@link WinogradConvolution}: for each of the 16 elements of G g G', where g is the 3
 * x 3 window of a channel and a filter, a matrix (channels, filters). They are computed in double and rounded once.
 *
 * @param matrices row by row
 */
record WinogradWeights(PackedWeights[] matrices) {
    /** Elements of a tile along an axis. */
    static final int TILE = 4;

    private static final int WINDOW = 3;
    private static final double[][] G = {{1, 0, 0}, {.5, .5, .5}, {.5, -.5, .5}, {0, 0, 1}};
    /** The element that each of the four results of a tile has once, with a plus: its sums start from the bias. */
    private static final int EVERYWHERE = TILE + 1;
    /** With fewer channels or filters the transforms cost more than they save. */
    private static final int LEAST_CHANNELS = 32;

    /**
     * The one rule for which convolutions it is used, by what the layer is, never by the input: windows of 3 x 3
     * neighbours at stride 1 with one element of padding on each side, which no stream can cut along any axis, and at
     * least 32 channels and filters.
     */
    static boolean suit(Windows windows, Weight kernel, int groups, WeightFormat format) {
        List<Integer> ones = List.of(1, 1);
        return format == WeightFormat.F32
                && groups == 1
                && windows.size().equals(List.of(WINDOW, WINDOW))
                && windows.strides().equals(ones)
                && windows.dilation().equals(ones)
                && (windows.padding() == Padding.SAME
                        ? !windows.isPadded()
                        : windows.before().equals(ones) && windows.after().equals(ones))
                && kernel.shape().length(-2) >= LEAST_CHANNELS
                && kernel.shape().length(-1) >= LEAST_CHANNELS;
    }

    /** About how many floats of memory those of a kernel take. */
    static long floats(Weight kernel, Target target) {
        return TILE
                * TILE
                * target.packing()
                        .floats(kernel.shape().length(-2), kernel.shape().length(-1));
    }

    /** Transforms and packs a kernel of the shape (3, 3, channels, filters); the bias may be null. */
    static WinogradWeights of(Weight kernel, Weight bias, Target target) {
        int channels = kernel.shape().length(-2);
        int filters = kernel.shape().length(-1);
        float[] values = kernel.read();
        float[] matrix = new float[channels * filters];
        double[] sums = new double[matrix.length];
        PackedWeights[] matrices = new PackedWeights[TILE * TILE];
        for (int i = 0; i < matrices.length; i++) {
            transform(values, G[i / TILE], G[i % TILE], sums, matrix);
            float[] start = i == EVERYWHERE ? Checks.read(bias) : null;
            matrices[i] = target.packing().pack(matrix, 0, filters, channels, filters, start);
        }
        return new WinogradWeights(matrices);
    }

    private static void transform(float[] kernel, double[] a, double[] b, double[] sums, float[] matrix) {
        Arrays.fill(sums, 0);
        for (int i = 0; i < WINDOW * WINDOW; i++) {
            double factor = a[i / WINDOW] * b[i % WINDOW];
            if (factor != 0) {
                add(factor, kernel, i * matrix.length, sums);
            }
        }
        for (int at = 0; at < matrix.length; at++) {
            matrix[at] = (float) sums[at];
        }
    }

    private static void add(double factor, float[] kernel, int from, double[] sums) {
        for (int at = 0; at < sums.length; at++) {
            sums[at] += factor * kernel[from + at];
        }
    }

    int channels() {
        return matrices[0].rows();
    }

    int filters() {
        return matrices[0].columns();
    }
}
