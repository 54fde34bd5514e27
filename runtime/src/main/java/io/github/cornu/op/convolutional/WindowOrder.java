package io.github.cornu.op.convolutional;

import io.github.cornu.tensor.WeightFormat;

/**
 * The order in which a convolution adds the products of a window: position by position, of each all channels; but of
 * some neighbouring positions along the last axis, channel by channel, each channel of them all. Neighbouring windows
 * share these, so that a kernel loads an element once for all windows that have it.
 *
 * @param neighbours how many positions are neighbours in that sense; 1: the order is position by position
 */
record WindowOrder(int neighbours) {
    private static final int NEIGHBOURS = 3;

    /**
     * The one rule for which convolutions have which order, by what the layer is, never by the input. Windows are
     * gathered to rows for weights in another form, which is faster position by position.
     */
    static WindowOrder of(Windows windows, WeightFormat format) {
        int last = windows.axes() - 1;
        boolean areNeighbours =
                windows.size().get(last) == NEIGHBOURS && windows.dilation().get(last) == 1;
        return new WindowOrder(areNeighbours && format == WeightFormat.F32 ? NEIGHBOURS : 1);
    }

    /** Where the element that is number {@code i} in this order is if they are ordered position by position. */
    private int byPosition(int i, int channels) {
        int group = i / (neighbours * channels);
        int inGroup = i % (neighbours * channels);
        return (group * neighbours + inGroup % neighbours) * channels + inGroup / neighbours;
    }

    /** The rows of a kernel, shape (positions, channels, filters), in this order. */
    float[] rows(float[] kernel, int channels, int filters) {
        if (neighbours == 1 || channels == 1) {
            return kernel;
        }
        float[] ordered = new float[kernel.length];
        for (int i = 0; i < kernel.length / filters; i++) {
            System.arraycopy(kernel, byPosition(i, channels) * filters, ordered, i * filters, filters);
        }
        return ordered;
    }

    /** The elements of a window, position by position, in this order. */
    int[] elements(int[] elements, int channels) {
        int[] ordered = new int[elements.length];
        for (int i = 0; i < ordered.length; i++) {
            ordered[i] = elements[byPosition(i, channels)];
        }
        return ordered;
    }
}
