package io.github.cornu.op.convolutional;

import io.github.cornu.op.Target;
import io.github.cornu.op.weights.PackedWeights;
import java.util.Arrays;

/** The kernel of a convolution with its rows in the order of the sums, of which filters are packed. Immutable. */
public final class OrderedKernel {
    private final WindowOrder order;
    /** Shape (positions · channels / groups, filters). */
    private final float[] values;

    private final int filters;
    private final Target target;

    private OrderedKernel(WindowOrder order, float[] values, int filters, Target target) {
        this.order = order;
        this.values = values;
        this.filters = filters;
        this.target = target;
    }

    /**
     * Orders a kernel.
     *
     * @param kernel shape (positions, channels / groups, filters), which must not change until the last call
     */
    public static OrderedKernel of(float[] kernel, int filters, Windows windows, Target target) {
        WindowOrder order = WindowOrder.of(windows, target.format());
        int channels = kernel.length / filters / windows.elements();
        return new OrderedKernel(order, order.rows(kernel, channels, filters), filters, target);
    }

    /**
     * Packs some of the filters.
     *
     * @param first the first one
     * @param groups the channels are cut into that many equal parts, with as many filters each
     * @param count filters of a group
     * @param bias one number for each filter of the kernel, or null
     */
    public PackedKernel pack(int first, int groups, int count, float[] bias) {
        int depth = values.length / filters;
        PackedWeights[] packed = new PackedWeights[groups];
        for (int group = 0; group < groups; group++) {
            int from = first + group * count;
            float[] start = bias == null ? null : Arrays.copyOfRange(bias, from, from + count);
            packed[group] = target.packing().pack(values, from, filters, depth, count, start);
        }
        return new PackedKernel(order, packed, target);
    }
}
